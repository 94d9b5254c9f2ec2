/** One table in every format: the records of a CSV as workbook, Parquet and JSON Lines, as other programs write them. */
import { createReadStream, existsSync, mkdirSync, renameSync } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { DuckDBInstance } from "@duckdb/node-api";
import { ZipWriter } from "@zip.js/zip.js";
import Papa from "papaparse";
import { workbookParts } from "../support/workbook.ts";

/** Columns that are numbers in the workbook and in JSON. */
const numbers = new Set(["Quantity", "UnitPrice"]);
const dates = new Set(["InvoiceDate"]);

async function* recordsOf(csv: string): AsyncGenerator<readonly string[]> {
  const rows = createReadStream(csv, "utf8").pipe(
    Papa.parse(Papa.NODE_STREAM_INPUT, { skipEmptyLines: true }),
  );
  for await (const row of rows) yield row as string[];
}

/** Writes to a file that is there only once it is whole. */
async function writing(
  path: string,
  write: (put: (text: string | Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  const file = await open(`${path}.part`, "w");
  await write(async (content) => void (await file.write(content as string)));
  await file.close();
  renameSync(`${path}.part`, path);
}

async function writeLines(csv: string, path: string): Promise<void> {
  await writing(path, async (put) => {
    let header: readonly string[] | null = null;
    let text = "";
    for await (const row of recordsOf(csv)) {
      if (header === null) {
        header = row;
        continue;
      }
      const cells = header.flatMap((name, i) =>
        row[i] === "" ? [] : [[name, numbers.has(name) ? Number(row[i]) : row[i]!] as const],
      );
      text += `${JSON.stringify(Object.fromEntries(cells))}\n`;
      if (text.length < 1_000_000) continue;
      await put(text);
      text = "";
    }
    await put(text);
  });
}

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Days since 1899-12-30, as a spreadsheet has it. */
const serial = (stamp: string): number =>
  (Date.parse(`${stamp.replace(" ", "T")}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;

async function writeWorkbook(csv: string, path: string): Promise<void> {
  const strings = new Map<string, number>();
  const indexOf = (text: string): number => {
    let index = strings.get(text);
    if (index === undefined) strings.set(text, (index = strings.size));
    return index;
  };
  async function* sheet(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    let text = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`;
    let header: readonly string[] | null = null;
    let line = 0;
    for await (const row of recordsOf(csv)) {
      line++;
      const cells = row.map((cell, i) => {
        const name = header?.[i] ?? "";
        const reference = `${String.fromCharCode(65 + i)}${line}`;
        if (cell === "") return "";
        if (dates.has(name)) return `<c r="${reference}" s="1"><v>${serial(cell)}</v></c>`;
        if (numbers.has(name)) return `<c r="${reference}"><v>${Number(cell)}</v></c>`;
        return `<c r="${reference}" t="s"><v>${indexOf(cell)}</v></c>`;
      });
      header ??= row;
      text += `<row r="${line}" spans="1:${row.length}">${cells.join("")}</row>`;
      if (text.length < 256_000) continue;
      yield encoder.encode(text);
      text = "";
    }
    yield encoder.encode(`${text}</sheetData></worksheet>`);
  }
  await writing(path, async (put) => {
    const target = new WritableStream<Uint8Array>({ write: (chunk) => put(chunk) });
    const zip = new ZipWriter(target, { useWebWorkers: false, level: 6 });
    const add = (name: string, content: ReadableStream) => zip.add(name, content);
    await add("xl/worksheets/sheet1.xml", Readable.toWeb(Readable.from(sheet())) as ReadableStream);
    const items = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`);
    const parts = workbookParts([{ name: "Online Retail", data: "" }], { strings: items, formats: [22] });
    for (const [name, content] of Object.entries(parts))
      if (name !== "xl/worksheets/sheet1.xml") await add(name, new Blob([content]).stream());
    await zip.close();
  });
}

async function writeParquet(csv: string, path: string): Promise<void> {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`copy (
    select * replace (
      cast(Quantity as integer) as Quantity,
      cast(InvoiceDate as timestamp) as InvoiceDate,
      cast(UnitPrice as decimal(12, 3)) as UnitPrice
    )
    from read_csv('${csv}', all_varchar = true, header = true)
  ) to '${path}.part' (format parquet)`);
  renameSync(`${path}.part`, path);
}

/** Writes the records of UCI's Online Retail as every format unless the files are there; returns their paths by format. */
export async function writeFormats(csv: string, folder: string): Promise<Readonly<Record<string, string>>> {
  const paths = {
    CSV: csv,
    XLSX: `${folder}/online_retail.xlsx`,
    Parquet: `${folder}/online_retail.parquet`,
    "JSON Lines": `${folder}/online_retail.jsonl`,
  };
  mkdirSync(folder, { recursive: true });
  if (!existsSync(paths.XLSX)) await writeWorkbook(csv, paths.XLSX);
  if (!existsSync(paths.Parquet)) await writeParquet(csv, paths.Parquet);
  if (!existsSync(paths["JSON Lines"])) await writeLines(csv, paths["JSON Lines"]);
  return paths;
}
