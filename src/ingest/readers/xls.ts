/** Reads old Excel workbooks (.xls) and binary ones (.xlsb) with SheetJS, whole: a sheet of .xls has at most 65,536 rows. */
import { read, type CellObject, type WorkBook, type WorkSheet } from "@e965/xlsx";
import { IngestError } from "../../orders/ingest-error.ts";
import { damaged } from "../inflation.ts";
import { unread } from "../container.ts";
import { chooseSheets } from "./sheets.ts";
import type { RecordTable, SourceRecord, TableReading } from "./table.ts";
import { dressed, numberStyle, numberText, serialText, type NumberStyle } from "./xlsx/cell-text.ts";
import { SheetFindings } from "./xlsx/sheet.ts";

/** Bytes of a workbook that is read whole. */
const maxBytes = 150_000_000;
const glanceRows = 60;
const batchRows = 2_000;

type Row = readonly (CellObject | undefined)[] | undefined;

/** The cells of a sheet; SheetJS keeps them here when it is told to be dense. */
const rowsOf = (sheet: WorkSheet): readonly Row[] =>
  (sheet as unknown as { "!data"?: readonly Row[] })["!data"] ?? [];

class CellTexts {
  readonly findings = new SheetFindings();
  readonly fractions = new Set<number>();
  readonly #styles = new Map<string, NumberStyle>();

  constructor(private readonly is1904: boolean) {}

  /** The text of a cell, `line` and `column` its place. */
  textOf(cell: CellObject | undefined, line: number, column: number): string {
    if (cell === undefined) return "";
    switch (cell.t) {
      case "s":
        return String(cell.v ?? "");
      case "b":
        return cell.v === true ? "TRUE" : "FALSE";
      case "e":
        this.findings.errors.add(line);
        return "";
      case "n":
        return this.#number(cell, line, column);
      default:
        if (cell.f !== undefined) this.findings.uncached.add(line);
        return "";
    }
  }

  #number(cell: CellObject, line: number, column: number): string {
    const code = String(cell.z ?? "General");
    let style = this.#styles.get(code);
    if (style === undefined) this.#styles.set(code, (style = numberStyle(0, code)));
    const value = Number(cell.v);
    if (style.kind === "date") {
      const date = serialText(value, style, this.is1904);
      if (date !== null) return date;
    }
    const { text, lost } = numberText(String(value));
    if (lost) this.findings.lost.add(line);
    if (text.includes(".")) this.fractions.add(column);
    return dressed(text, style);
  }
}

function recordsOf(sheet: WorkSheet, texts: CellTexts): SourceRecord[] {
  return rowsOf(sheet).flatMap((row, index) => {
    if (row === undefined) return [];
    const line = index + 1;
    const cells = Array.from(row, (cell, column) => texts.textOf(cell, line, column));
    if (sheet["!rows"]?.[index]?.hidden === true) texts.findings.hidden.add(line);
    return [{ line, cells }];
  });
}

function open(bytes: ArrayBuffer): WorkBook {
  try {
    return read(bytes, { dense: true, cellNF: true, cellText: false, cellHTML: false });
  } catch (error) {
    if (/password|encrypt/i.test((error as Error).message))
      throw new IngestError("ENCRYPTED", "unsupported file: this workbook is protected by a password", {
        hint: "Remove the password in Excel (File, Info, Protect Workbook) and drop it again.",
        key: "refusal_encrypted",
        cause: error,
      });
    throw damaged("Excel", error);
  }
}

/** Opens an old workbook. @throws IngestError ENCRYPTED, TRUNCATED_OR_CORRUPT, TOO_LARGE, UNSUPPORTED, NO_ROWS */
export async function legacyTables(file: Blob, wanted: string | undefined): Promise<readonly RecordTable[]> {
  if (file.size > maxBytes)
    throw new IngestError("TOO_LARGE", `unsupported size: a workbook of ${file.size} bytes`, {
      hint: "Save it as .xlsx or CSV and drop that file.",
      key: "refusal_too_large",
    });
  const book = open(await file.arrayBuffer());
  if (book.SheetNames.length === 0) throw unread("office_other");
  const is1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets = book.SheetNames.map((name) => {
    const texts = new CellTexts(is1904);
    return { name, texts, records: recordsOf(book.Sheets[name]!, texts) };
  });
  const glances = sheets.map(({ name, records }, index) => ({
    name,
    isHidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
    rows: records.slice(0, glanceRows).map(({ cells }) => cells),
  }));
  return chooseSheets(glances, wanted).map(({ index, ...chosen }) => {
    const { name, texts, records } = sheets[index]!;
    async function* batches(): AsyncGenerator<readonly SourceRecord[]> {
      for (let from = 0; from < records.length; from += batchRows)
        yield records.slice(from, from + batchRows);
    }
    const read = (): TableReading => ({
      records: batches(),
      columns: () => null,
      headerTexts: () => null,
      repeated: () => [],
      fractions: () => [...texts.fractions],
      warnings: () => texts.findings.warnings(),
      counted: () => null,
    });
    return { container: "xls", encoding: "utf-8", sheet: name, is1904, read, ...chosen };
  });
}
