/** Reads the tables of a web page with htmlparser2: what many shops' back offices write and name .xls. */
import { Parser } from "htmlparser2";
import { IngestError } from "../../orders/ingest-error.ts";
import { utf8Slices } from "../bytes.ts";
import { columnShapes, looksLikeDates } from "../columns.ts";
import { unread } from "../container.ts";
import { detectEncoding } from "../encoding.ts";
import { knownWords } from "../header.ts";
import { placeOf } from "../record-header.ts";
import { isBlankRecord } from "./records.ts";
import { chooseSheets } from "./sheets.ts";
import type { RecordTable, SourceRecord, TableReading } from "./table.ts";

/** Bytes of a page that is read whole. */
const maxBytes = 150_000_000;
const glanceRows = 60;
const batchRows = 2_000;
/** Columns that one cell may span: more is made to fill a memory. */
const maxSpan = 200;
/** Tables inside each other. */
const maxDepth = 16;

interface Table {
  readonly rows: SourceRecord[];
  cells: string[] | null;
  line: number;
  text: string | null;
  span: number;
}

/** Gathers the rows of every table, an inner one apart from the cell that it stands in. */
class Tables {
  readonly found: Table[] = [];
  readonly #open: Table[] = [];
  readonly #parser = new Parser({
    onopentag: (name, attributes) => this.#opens(name, attributes),
    onclosetag: (name) => this.#closes(name),
    ontext: (text) => {
      const table = this.#open.at(-1);
      if (table?.text !== null && table !== undefined) table.text += text;
    },
  });

  push(text: string): void {
    this.#parser.write(text);
  }

  end(): void {
    this.#parser.end();
  }

  #opens(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "table") {
      const table = { rows: [], cells: null, line: 0, text: null, span: 1 };
      if (this.#open.length >= maxDepth) throw unread("html");
      this.#open.push(table);
      this.found.push(table);
      return;
    }
    const table = this.#open.at(-1);
    if (table === undefined) return;
    if (name === "tr") {
      this.#endRow(table);
      table.cells = [];
      table.line++;
    } else if (name === "td" || name === "th") {
      this.#endCell(table);
      table.text = "";
      table.span = Math.min(maxSpan, Math.max(1, Number(attributes["colspan"] ?? 1) || 1));
    } else if ((name === "br" || name === "p" || name === "div") && table.text !== null) table.text += " ";
  }

  #closes(name: string): void {
    const table = this.#open.at(-1);
    if (table === undefined) return;
    if (name === "td" || name === "th") this.#endCell(table);
    else if (name === "tr" || name === "table") this.#endRow(table);
    if (name === "table") this.#open.pop();
  }

  #endCell(table: Table): void {
    if (table.text === null) return;
    table.cells ??= [];
    table.cells.push(table.text.replace(/[\s\u00a0]+/g, " ").trim());
    for (let i = 1; i < table.span; i++) table.cells.push("");
    table.text = null;
  }

  #endRow(table: Table): void {
    this.#endCell(table);
    if (table.cells !== null && table.cells.length > 0)
      table.rows.push({ line: table.line, cells: table.cells });
    table.cells = null;
  }
}

/** True where rows are a table of data: known names over a column, or dates in one. A page's layout has neither. */
function isData(rows: readonly SourceRecord[]): boolean {
  const filled = rows.slice(0, glanceRows).flatMap(({ cells }) => (isBlankRecord(cells) ? [] : [cells]));
  if (filled.length < 2) return false;
  const { from, width, header } = placeOf(filled);
  if (width < 2 || header.header === null) return false;
  const body = filled.slice(header.body).map((cells) => cells.slice(from));
  return knownWords(header.columns) >= 2 && columnShapes(body, width).some(looksLikeDates);
}

/** The tables of a web page that hold orders. @throws IngestError WRONG_TYPE for a page without, TOO_LARGE */
export async function htmlTables(
  file: Blob,
  wanted: string | undefined,
  signal?: AbortSignal,
): Promise<readonly RecordTable[]> {
  if (file.size > maxBytes)
    throw new IngestError("TOO_LARGE", `unsupported size: a web page of ${file.size} bytes`, {
      hint: "Save it as .xlsx or CSV and drop that file.",
      key: "refusal_too_large",
    });
  const encoding = await detectEncoding(file, undefined, signal);
  const tables = new Tables();
  const decoder = new TextDecoder();
  for await (const slice of utf8Slices(file, encoding, () => undefined, signal))
    tables.push(decoder.decode(slice, { stream: true }));
  tables.push(decoder.decode());
  tables.end();
  const data = tables.found.filter(({ rows }) => isData(rows));
  if (data.length === 0) throw unread("html");
  const glances = data.map(({ rows }, index) => ({
    name: String(index + 1),
    isHidden: false,
    rows: rows.slice(0, glanceRows).map(({ cells }) => cells),
  }));
  return chooseSheets(glances, wanted).map(({ index, ...chosen }) => {
    const { rows } = data[index]!;
    async function* batches(): AsyncGenerator<readonly SourceRecord[]> {
      for (let from = 0; from < rows.length; from += batchRows) yield rows.slice(from, from + batchRows);
    }
    const read = (): TableReading => ({
      records: batches(),
      columns: () => null,
      headerTexts: () => null,
      repeated: () => [],
      fractions: () => [],
      warnings: () => [],
      counted: () => null,
    });
    return { container: "html", encoding: encoding.encoding, sheet: glances[index]!.name, read, ...chosen };
  });
}
