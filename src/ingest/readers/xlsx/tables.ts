/** Opens an .xlsx workbook into the tables that its sheets hold. */
import type { ArchiveMember } from "../archive.ts";
import { chooseSheets, type SheetGlance } from "../sheets.ts";
import type { RecordTable, SourceRecord, TableReading } from "../table.ts";
import { xmlText } from "../xml.ts";
import { Package } from "./package.ts";
import { SheetFindings, SheetReader } from "./sheet.ts";
import { readWorkbook, type SheetPart, type Workbook } from "./workbook.ts";

/** Rows of each sheet that are looked at to choose one. */
const glanceRows = 60;

async function* batches(
  text: AsyncIterable<string>,
  reader: SheetReader,
): AsyncGenerator<readonly SourceRecord[]> {
  for await (const piece of text) {
    const rows = reader.push(piece);
    if (rows.length > 0) yield rows;
  }
  reader.end();
}

async function glance(parts: Package, workbook: Workbook, sheet: SheetPart): Promise<SheetGlance> {
  const rows: (readonly string[])[] = [];
  const part = parts.part(sheet.path);
  if (part !== undefined)
    for await (const batch of batches(
      xmlText(part.bytes()),
      new SheetReader(sheet.path, workbook, new SheetFindings()),
    )) {
      rows.push(...batch.map(({ cells }) => cells));
      if (rows.length >= glanceRows) break;
    }
  return { name: sheet.name, isHidden: sheet.isHidden, rows: rows.slice(0, glanceRows) };
}

/** A sheet as a table. `fileBytes` is the size of the workbook's file, which the progress is told in. */
function tableOf(
  members: readonly ArchiveMember[],
  workbook: Workbook,
  sheet: SheetPart,
  fileBytes: number,
): Omit<RecordTable, "evidence" | "warnings" | "sheets"> {
  const read = (onBytes: (done: number) => void, signal?: AbortSignal): TableReading => {
    const findings = new SheetFindings();
    const part = new Package(members).part(sheet.path)!;
    async function* counted(): AsyncGenerator<Uint8Array> {
      let done = 0;
      for await (const chunk of part.bytes(signal)) {
        yield chunk;
        done += chunk.length;
        onBytes(part.size > 0 ? (done / part.size) * fileBytes : 0);
      }
    }
    return {
      records: batches(xmlText(counted()), new SheetReader(sheet.path, workbook, findings)),
      columns: () => null,
      headerTexts: () => null,
      repeated: () => [],
      fractions: () => [...findings.fractions],
      warnings: () => findings.warnings(),
      counted: () => null,
    };
  };
  return { container: "xlsx", encoding: "utf-8", sheet: sheet.name, is1904: workbook.is1904, read };
}

/**
 * The tables of a workbook: the sheet that is asked for or looks most like orders, and those that have the same columns.
 * @throws IngestError TRUNCATED_OR_CORRUPT, ZIP_BOMB, TOO_LARGE, UNSAFE_XML, NO_ROWS where every sheet is blank
 */
export async function xlsxTables(
  members: readonly ArchiveMember[],
  fileBytes: number,
  wanted: string | undefined,
  signal?: AbortSignal,
): Promise<readonly RecordTable[]> {
  const parts = new Package(members);
  const workbook = await readWorkbook(parts, signal);
  const glances: SheetGlance[] = [];
  for (const sheet of workbook.sheets) glances.push(await glance(parts, workbook, sheet));
  return chooseSheets(glances, wanted).map(({ index, ...chosen }) => ({
    ...tableOf(members, workbook, workbook.sheets[index]!, fileBytes),
    ...chosen,
  }));
}
