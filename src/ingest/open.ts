/** Opens a dropped file into what is looked at: text, or tables of records; archives are opened, each reader is loaded when it is needed. */
import { IngestError } from "../orders/ingest-error.ts";
import { containerOf, unread } from "./container.ts";
import { InflationGuard } from "./inflation.ts";
import type { ArchiveMember } from "./readers/archive.ts";
import type { RecordTable } from "./readers/table.ts";

/** What a file, or a member of an archive, turned out to be. `name` tells the way to it: `book.xlsx › Jan`. */
export type Opened =
  | { readonly name: string; readonly bytes: number; readonly text: Blob }
  | { readonly name: string; readonly bytes: number; readonly table: RecordTable }
  | { readonly name: string; readonly bytes: number; readonly error: IngestError };

/** What was decided about a file's inside. */
export interface OpenRequest {
  /** The sheet to read, by the name of the file that has it. */
  sheetOf(name: string): string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Stands between an archive and what is in it. */
const inside = " › ";

const nested = (): IngestError =>
  new IngestError("UNSUPPORTED", "unsupported file: an archive inside an archive", {
    hint: "Unpack the outer archive and drop the files that are inside.",
    key: "refusal_nested_archive",
  });

const nothingInside = (what: string): IngestError =>
  new IngestError("WRONG_TYPE", `invalid archive: nothing in this zip can be read, it holds ${what}`, {
    hint: "Unpack it and look for the file of orders.",
    key: "refusal_zip",
    inputs: { what },
  });

/** Names several tables of one file apart. */
const named = (
  name: string,
  bytes: number,
  tables: readonly RecordTable[],
  parts: readonly string[],
): Opened[] =>
  tables.map((table, i) => ({
    name: tables.length === 1 ? name : `${name}${inside}${parts[i]}`,
    bytes,
    table,
  }));

/** Files that operating systems put into archives beside what the person put there. */
const isClutter = (path: string): boolean =>
  path.split("/").some((step) => step === "__MACOSX" || step.startsWith(".")) ||
  /(^|\/)(thumbs\.db|desktop\.ini)$/i.test(path);

async function openOffice(
  file: Blob,
  name: string,
  members: readonly ArchiveMember[],
  request: OpenRequest,
): Promise<Opened[]> {
  const has = (path: RegExp) => members.some((member) => path.test(member.name));
  if (has(/(^|\/)xl\/workbook\.bin$/i)) return openLegacy(file, name, request);
  if (!has(/(^|\/)worksheets\//i) && has(/^(word|ppt|visio)\//i)) throw unread("office_other");
  const { xlsxTables } = await import("./readers/xlsx/tables.ts");
  const tables = await xlsxTables(members, file.size, request.sheetOf(name), request.signal);
  return named(
    name,
    file.size,
    tables,
    tables.map(({ sheet }) => sheet!),
  );
}

async function openLegacy(file: Blob, name: string, request: OpenRequest): Promise<Opened[]> {
  const { legacyTables } = await import("./readers/xls.ts");
  const tables = await legacyTables(file, request.sheetOf(name));
  return named(
    name,
    file.size,
    tables,
    tables.map(({ sheet }) => sheet!),
  );
}

async function openZip(
  name: string,
  members: readonly ArchiveMember[],
  request: OpenRequest,
): Promise<Opened[]> {
  const { gather } = await import("./readers/gzip.ts");
  const wanted = members.filter((member) => !isClutter(member.name));
  const opened: Opened[] = [];
  for (const member of wanted) {
    const own = `${name}${inside}${member.name}`;
    try {
      const bytes = await gather(member.bytes(request.signal));
      opened.push(...(await open(bytes, own, { ...request, isInside: true })));
    } catch (error) {
      if (!(error instanceof IngestError)) throw error;
      opened.push({ name: own, bytes: member.size, error });
    }
  }
  const first = opened.find((one) => "error" in one);
  if (opened.some((one) => !("error" in one))) return opened;
  // What is wrong with one file of orders is the archive's own trouble.
  const own = first !== undefined && "error" in first ? first.error : null;
  if (own?.error_class === "ENCRYPTED") throw own;
  if (own !== null && wanted.length === 1 && !["WRONG_TYPE", "UNSUPPORTED"].includes(own.error_class))
    throw own;
  throw nothingInside(
    wanted.length === 0
      ? "no file"
      : wanted
          .map((member) => member.name)
          .slice(0, 12)
          .join(", "),
  );
}

async function open(
  file: Blob,
  name: string,
  request: OpenRequest & { readonly isInside?: boolean },
): Promise<Opened[]> {
  const kind = await containerOf(file);
  switch (kind) {
    case "text":
      return [{ name, bytes: file.size, text: file }];
    case "gzip": {
      if (request.isInside === true) throw nested();
      const { gunzip } = await import("./readers/gzip.ts");
      const inner = await gunzip(file, new InflationGuard(file.size), request.signal);
      const own = name.replace(/^.*[/\\]|\.t?gz$/gi, "");
      return open(inner, own === name ? name : `${name}${inside}${own}`, { ...request, isInside: true });
    }
    case "zip":
    case "office": {
      const { openArchive } = await import("./readers/archive.ts");
      const members = await openArchive(file);
      const has = (path: RegExp) => members.some((member) => path.test(member.name));
      if (kind === "office" || has(/^\[Content_Types\]\.xml$/i))
        return openOffice(file, name, members, request);
      if (has(/^mimetype$/) && has(/^content\.xml$/)) throw unread("ods");
      if (has(/^Index\/Document\.iwa$/) || has(/^Index\.zip$/)) throw unread("numbers");
      if (request.isInside === true) throw nested();
      return openZip(name, members, request);
    }
    case "html": {
      const { htmlTables } = await import("./readers/html.ts");
      const tables = await htmlTables(file, request.sheetOf(name), request.signal);
      return named(
        name,
        file.size,
        tables,
        tables.map(({ sheet }) => sheet!),
      );
    }
    case "ole":
      return openLegacy(file, name, request);
    case "parquet": {
      const { parquetTable } = await import("./readers/parquet.ts");
      return [{ name, bytes: file.size, table: await parquetTable(file) }];
    }
    case "json": {
      const { jsonTables } = await import("./readers/json/tables.ts");
      const tables = await jsonTables(file, request.signal);
      return named(
        name,
        file.size,
        tables.map(({ table }) => table),
        tables.map(({ path }) => path),
      );
    }
    default:
      throw unread(kind);
  }
}

/** Opens a file. What cannot be read inside an archive is among the results with its error. @throws IngestError */
export function openFile(file: File, request: OpenRequest): Promise<Opened[]> {
  return open(file, file.name, request);
}
