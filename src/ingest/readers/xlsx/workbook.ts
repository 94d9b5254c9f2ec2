/** Reads what a workbook says about its sheets, its styles and its shared strings. */
import { IngestError } from "../../../orders/ingest-error.ts";
import { damaged } from "../../inflation.ts";
import { numberStyle, unescapeText, type NumberStyle } from "./cell-text.ts";
import { blankWorkbook } from "../sheets.ts";
import { qualified } from "../xml.ts";
import type { Package } from "./package.ts";

/** A sheet of cells. */
export interface SheetPart {
  readonly name: string;
  readonly isHidden: boolean;
  readonly path: string;
}

/** A workbook without its cells. */
export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly is1904: boolean;
  /** By the number that a cell's `s` gives. */
  readonly styles: readonly NumberStyle[];
  readonly strings: readonly string[];
}

/** Characters of shared strings that are kept in memory. */
const maxStrings = 256 * 1024 * 1024;

/** The workbook's part: where the package says, else where it always is. */
async function workbookPath(parts: Package, signal?: AbortSignal): Promise<string> {
  const root = await parts.relationships("", signal);
  return root.find(({ type }) => type === "officeDocument")?.target ?? "xl/workbook.xml";
}

async function readStyles(
  parts: Package,
  path: string | undefined,
  signal?: AbortSignal,
): Promise<NumberStyle[]> {
  const styles: NumberStyle[] = [];
  if (path === undefined || !parts.has(path)) return styles;
  const codes = new Map<number, string>();
  let isWithin = false;
  await parts.read(
    path,
    {
      open: (name, { numFmtId, formatCode }) => {
        if (name === "cellXfs") isWithin = true;
        else if (name === "numFmt" && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
        else if (name === "xf" && isWithin) {
          const id = Number(numFmtId ?? 0);
          styles.push(numberStyle(id, codes.get(id)));
        }
      },
      close: (name) => {
        if (name === "cellXfs") isWithin = false;
      },
    },
    signal,
  );
  return styles;
}

/** Gathers the text of a string item: its own `t` or those of its runs; phonetic runs are no text. */
export class StringItem {
  #text = "";
  #phonetic = 0;
  #isOpen = false;

  /** An element inside the item opens. */
  open(name: string): void {
    if (name === "rPh") this.#phonetic++;
    else if (name === "t") this.#isOpen = this.#phonetic === 0;
  }

  /** An element inside the item closes. */
  close(name: string): void {
    if (name === "rPh") this.#phonetic--;
    else if (name === "t") this.#isOpen = false;
  }

  /** Text inside the item. */
  text(text: string): void {
    if (this.#isOpen) this.#text += text;
  }

  /** The item's text; the next begins. */
  take(): string {
    const text = unescapeText(this.#text);
    this.#text = "";
    return text;
  }
}

async function readStrings(
  parts: Package,
  path: string | undefined,
  signal?: AbortSignal,
): Promise<string[]> {
  const strings: string[] = [];
  if (path === undefined) return strings;
  // Without them every text of the sheets would be blank.
  if (!parts.has(path)) throw damaged(path);
  const item = new StringItem();
  let length = 0;
  await parts.read(
    path,
    {
      open: (name) => item.open(name),
      close: (name) => {
        item.close(name);
        if (name !== "si") return;
        const text = item.take();
        length += text.length + 16;
        if (length > maxStrings)
          throw new IngestError(
            "TOO_LARGE",
            "unsupported size: the workbook's texts are larger than memory",
            {
              hint: "Export a shorter period, or as CSV.",
              key: "refusal_too_large",
            },
          );
        strings.push(text);
      },
      text: (text) => item.text(text),
    },
    signal,
  );
  return strings;
}

/** Opens a workbook. @throws IngestError TRUNCATED_OR_CORRUPT, UNSAFE_XML, TOO_LARGE, ENCRYPTED */
export async function readWorkbook(parts: Package, signal?: AbortSignal): Promise<Workbook> {
  const path = await workbookPath(parts, signal);
  const own = await parts.relationships(path, signal);
  const targetOf = (type: string) => own.find((one) => one.type === type)?.target;
  const byId = new Map(own.map((one) => [one.id, one]));
  const sheets: SheetPart[] = [];
  let withoutCells = 0;
  let is1904 = false;
  await parts.read(
    path,
    {
      open: (name, attributes) => {
        if (name === "workbookPr") is1904 = /^(1|true|on)$/.test(attributes["date1904"] ?? "");
        if (name !== "sheet") return;
        const relation = byId.get(qualified(attributes, "id") ?? "");
        // Chart sheets and dialogs are sheets too, without cells.
        if (relation?.type !== "worksheet") {
          withoutCells++;
          return;
        }
        sheets.push({
          name: attributes["name"] ?? "",
          isHidden: (attributes["state"] ?? "visible") !== "visible",
          path: relation.target,
        });
      },
      close: () => undefined,
    },
    signal,
  );
  if (sheets.length === 0) throw withoutCells > 0 ? blankWorkbook() : damaged(path);
  return {
    sheets,
    is1904,
    styles: await readStyles(parts, targetOf("styles"), signal),
    strings: await readStrings(parts, targetOf("sharedStrings"), signal),
  };
}
