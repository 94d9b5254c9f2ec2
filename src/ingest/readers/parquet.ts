/** Reads Parquet with hyparquet, some thousand rows of a row group at a time; every value is written by its column's type. */
import {
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type FileMetaData,
  type SchemaElement,
} from "hyparquet";
import { IngestError } from "../../orders/ingest-error.ts";
import type { PlanWarning } from "../../orders/plan.ts";
import { damaged } from "../inflation.ts";
import { Finding } from "../scan-findings.ts";
import { doubleText } from "./decimal-text.ts";
import { Flattener, type Plain } from "./flatten.ts";
import { decimalScale, plainOf } from "./parquet-text.ts";
import type { RecordTable, SourceRecord, TableReading } from "./table.ts";

/** Records handed on at once: few enough to be forgotten young. */
const batchRecords = 500;
/** Rows that are in memory as values at once. */
const rowsAtOnce = 131_072;

const bufferOf = (file: Blob) => ({
  byteLength: file.size,
  slice: (start: number, end?: number) => file.slice(start, end).arrayBuffer(),
});

/** Values as the file has them: we write them ourselves, so that no decimal and no time passes through a float. */
const rawParsers = {
  timestampFromMilliseconds: (value: bigint) => value,
  timestampFromMicroseconds: (value: bigint) => value,
  timestampFromNanoseconds: (value: bigint) => value,
  dateFromDays: (value: number) => value,
  jsonFromBytes: (value: Uint8Array) => value,
};

/** The element without what would make a float or a date of it. */
function rawElement(element: SchemaElement): SchemaElement {
  if (decimalScale(element) === null) return element;
  const { logical_type: _logical, converted_type: _converted, ...raw } = element;
  return raw;
}

/** True for a whole number beyond those that a double tells apart: an id that was written so has lost digits. */
const isInexact = (value: unknown): boolean => typeof value === "number" && Math.abs(value) >= 2 ** 53;

const precisionLost = ({ count, lines }: Finding): PlanWarning => ({
  code: "ID_PRECISION_LOST",
  message: "whole numbers of more than 15 digits in a column of floating point: their last digits are lost",
  count,
  lines,
});

async function* batches(
  file: Blob,
  metadata: FileMetaData,
  flattener: Flattener,
  inexact: Finding,
  onBytes: (done: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<readonly SourceRecord[]> {
  const { compressors } = await import("hyparquet-compressors");
  const columns = parquetSchema(metadata).children;
  const write = columns.map((column) => [column.element.name, plainOf(column)] as const);
  const doubles = columns.flatMap(({ element }) =>
    element.type === "DOUBLE" || element.type === "FLOAT" ? [element.name] : [],
  );
  const raw = { ...metadata, schema: metadata.schema.map(rawElement) };
  const total = Number(metadata.num_rows);
  let groupStart = 0;
  for (const { num_rows: groupRows } of metadata.row_groups) {
    const groupEnd = groupStart + Number(groupRows);
    for (let start = groupStart; start < groupEnd; start += rowsAtOnce) {
      signal?.throwIfAborted();
      const end = Math.min(start + rowsAtOnce, groupEnd);
      let rows: Record<string, unknown>[] = [];
      try {
        await parquetRead({
          file: bufferOf(file),
          metadata: raw,
          rowStart: start,
          rowEnd: end,
          rowFormat: "object",
          utf8: false,
          compressors,
          parsers: rawParsers,
          geoparquet: false,
          onComplete: (found) => {
            rows = found as Record<string, unknown>[];
          },
        });
      } catch (error) {
        throw damaged("Parquet", error);
      }
      if (rows.length !== end - start) throw damaged("Parquet");
      for (let at = 0; at < rows.length; at += batchRecords)
        yield rows.slice(at, at + batchRecords).flatMap((row, i) => {
          const value = Object.create(null) as Record<string, Plain>;
          for (const [name, text] of write) value[name] = text(row[name]);
          if (doubles.some((name) => isInexact(row[name]))) inexact.add(start + at + i + 1);
          return flattener.flatten(value).map((cells) => ({ line: start + at + i + 1, cells }));
        });
      onBytes((end / Math.max(1, total)) * file.size);
    }
    groupStart = groupEnd;
  }
}

/** Opens a Parquet file. @throws IngestError TRUNCATED_OR_CORRUPT, UNSUPPORTED for encrypted columns */
export async function parquetTable(file: Blob): Promise<RecordTable> {
  const tail = new TextDecoder("latin1").decode(await file.slice(-4).arrayBuffer());
  if (tail === "PARE")
    throw new IngestError("ENCRYPTED", "unsupported file: this Parquet file is encrypted", {
      hint: "Export it again without encryption.",
      key: "refusal_encrypted",
    });
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(bufferOf(file), { parsers: rawParsers, geoparquet: false });
  } catch (error) {
    throw damaged("Parquet", error);
  }
  const read = (onBytes: (done: number) => void, signal?: AbortSignal): TableReading => {
    const flattener = new Flattener(doubleText);
    const inexact = new Finding();
    return {
      records: batches(file, metadata, flattener, inexact, onBytes, signal),
      columns: () => flattener.names,
      headerTexts: () => flattener.headerTexts(),
      repeated: () => flattener.repeated(),
      fractions: () => fractional(metadata),
      warnings: () => (inexact.count === 0 ? [] : [precisionLost(inexact)]),
      // An order's items may be records of their own: then the file counts orders.
      counted: () => (flattener.repeated().length === 0 ? Number(metadata.num_rows) : null),
    };
  };
  return { container: "parquet", encoding: "utf-8", evidence: [], warnings: [], read };
}

/** Columns whose type has a decimal point, as far as every column is one cell. */
function fractional(metadata: FileMetaData): readonly number[] {
  const columns = parquetSchema(metadata).children;
  if (columns.some(({ children }) => children.length > 0)) return [];
  return columns.flatMap(({ element }, index) =>
    (decimalScale(element) ?? 0) > 0 || element.type === "FLOAT" || element.type === "DOUBLE" ? [index] : [],
  );
}
