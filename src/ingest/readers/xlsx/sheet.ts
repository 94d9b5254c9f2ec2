/** Reads the rows of a sheet from its XML, piece by piece: no more than one row is in memory. */
import type { PlanWarning } from "../../../orders/plan.ts";
import { Finding } from "../../scan-findings.ts";
import type { SourceRecord } from "../table.ts";
import { XmlReader, type Attributes } from "../xml.ts";
import { dressed, numberText, serialText } from "./cell-text.ts";
import { StringItem, type Workbook } from "./workbook.ts";

/** Cells further right than this are no columns of a table; that they are there is counted. */
const maxColumns = 2000;

/** The index of a cell's column by its reference: `A1` 0, `AA7` 26; -1 where it has no letters. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}

/** What was found beside the cells' values. */
export class SheetFindings {
  readonly errors = new Finding();
  readonly hidden = new Finding();
  readonly uncached = new Finding();
  readonly lost = new Finding();
  readonly far = new Finding();
  /** Columns that hold numbers with a fraction. */
  readonly fractions = new Set<number>();

  /** As warnings of the receipt. */
  warnings(): readonly PlanWarning[] {
    const found = (code: string, message: string, { count, lines }: Finding): PlanWarning[] =>
      count === 0 ? [] : [{ code, message, count, lines }];
    return [
      ...found("ERROR_CELLS", "cells that hold an error such as #N/A: they are blank", this.errors),
      ...found("HIDDEN_ROWS", "hidden rows: they are read like the others", this.hidden),
      ...found("FORMULA_NO_CACHE", "formulas without a stored result: they are blank", this.uncached),
      ...found(
        "ID_PRECISION_LOST",
        "whole numbers of more than 15 digits: a spreadsheet keeps 15",
        this.lost,
      ),
      ...found("RAGGED_ROWS", "cells far right of the table: they are not read", this.far),
    ];
  }
}

/** The rows of a sheet as records; push the XML's text piece by piece and take the rows after each. */
export class SheetReader {
  readonly #workbook: Workbook;
  readonly #findings: SheetFindings;
  readonly #xml: XmlReader;
  readonly #item = new StringItem();
  #rows: SourceRecord[] = [];
  #line = 0;
  #cells: string[] = [];
  #isHidden = false;
  #column = -1;
  #type = "";
  #style = 0;
  #value = "";
  #hasFormula = false;
  #isString = false;
  #collects = false;
  #isWithin = false;

  constructor(path: string, workbook: Workbook, findings: SheetFindings) {
    this.#workbook = workbook;
    this.#findings = findings;
    this.#xml = new XmlReader(path, {
      open: (name, attributes) => this.#open(name, attributes),
      close: (name) => this.#close(name),
      text: (text) => this.#text(text),
    });
  }

  /** Reads the next piece of text and returns the rows that it completes. @throws IngestError UNSAFE_XML, TRUNCATED_OR_CORRUPT */
  push(text: string): readonly SourceRecord[] {
    this.#xml.push(text);
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** Ends the sheet. @throws IngestError TRUNCATED_OR_CORRUPT where it is not whole */
  end(): void {
    this.#xml.end();
  }

  #open(name: string, attributes: Attributes): void {
    switch (name) {
      case "sheetData":
        this.#isWithin = true;
        return;
      case "row":
        this.#line = attributes["r"] === undefined ? this.#line + 1 : Number(attributes["r"]);
        this.#isHidden = /^(1|true)$/.test(attributes["hidden"] ?? "");
        this.#cells = [];
        this.#column = -1;
        return;
      case "c": {
        const reference = attributes["r"];
        this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
        this.#type = attributes["t"] ?? "n";
        this.#style = attributes["s"] === undefined ? 0 : Number(attributes["s"]);
        this.#value = "";
        this.#hasFormula = this.#isString = false;
        return;
      }
      case "f":
        this.#hasFormula = true;
        return;
      case "v":
        this.#collects = true;
        return;
      case "is":
        this.#isString = true;
        return;
      default:
        if (this.#isString) this.#item.open(name);
    }
  }

  #text(text: string): void {
    if (this.#collects) this.#value += text;
    else if (this.#isString) this.#item.text(text);
  }

  #close(name: string): void {
    switch (name) {
      case "v":
        this.#collects = false;
        return;
      case "is":
        this.#isString = false;
        this.#value = this.#item.take();
        return;
      case "c":
        if (this.#isWithin) this.#cell();
        return;
      case "row":
        this.#row();
        return;
      case "sheetData":
        this.#isWithin = false;
        return;
      default:
        if (this.#isString) this.#item.close(name);
    }
  }

  #cell(): void {
    const text = this.#cellText();
    if (text === "") return;
    if (this.#column < 0 || this.#column >= maxColumns) {
      this.#findings.far.add(this.#line);
      return;
    }
    while (this.#cells.length < this.#column) this.#cells.push("");
    this.#cells[this.#column] = text;
  }

  #cellText(): string {
    const { strings, styles, is1904 } = this.#workbook;
    const value = this.#value;
    switch (this.#type) {
      case "s":
        return this.#shared(strings[Number(value)]);
      case "inlineStr":
      case "str":
        return value;
      case "b":
        return value.trim() === "" ? "" : value.trim() === "1" ? "TRUE" : "FALSE";
      case "e":
        this.#findings.errors.add(this.#line);
        return "";
      case "d":
        return value
          .trim()
          .replace("T", " ")
          .replace(/ 00:00:00(\.0+)?$/, "");
    }
    if (value === "") {
      if (this.#hasFormula) this.#findings.uncached.add(this.#line);
      return "";
    }
    const style = styles[this.#style];
    if (style?.kind === "date") {
      const date = serialText(Number(value), style, is1904);
      if (date !== null) return date;
    }
    const { text, lost } = numberText(value);
    if (lost) this.#findings.lost.add(this.#line);
    if (text.includes(".")) this.#findings.fractions.add(this.#column);
    return dressed(text, style);
  }

  /** The text that a cell shares; one that refers to none is an error that is told. */
  #shared(text: string | undefined): string {
    if (text === undefined) this.#findings.errors.add(this.#line);
    return text ?? "";
  }

  #row(): void {
    if (this.#cells.length === 0) return;
    if (this.#isHidden) this.#findings.hidden.add(this.#line);
    this.#rows.push({ line: this.#line, cells: this.#cells });
  }
}
