/** Opens JSON into tables: JSON Lines, arrays of objects or of rows, and arrays inside of objects. */
import type { ContainerKind } from "../../../orders/plan.ts";
import { IngestError } from "../../../orders/ingest-error.ts";
import { utf8Slices } from "../../bytes.ts";
import { detectEncoding, type EncodingFound } from "../../encoding.ts";
import { damaged } from "../../inflation.ts";
import { noRows } from "../../refusals.ts";
import type { RecordTable, TableReading } from "../table.ts";
import { Elements, maxDepth, type Outcome } from "./elements.ts";
import { parseExactly } from "./exact.ts";
import { keyedRecords } from "./keyed.ts";
import { JsonSplitter } from "./split.ts";

/** Lines at the start that tell JSON Lines from one document. */
const firstLines = 20;
/** Characters that are split at once. */
const pieceLength = 64 * 1024;
/** Records handed on at once: few enough to be forgotten young. */
const batchRecords = 500;
/** Bytes of a document without a list of records that is read whole. */
const maxKeyed = 64 * 1024 * 1024;
/** A line or an element of more characters is no record. */
const maxElement = 32 * 1024 * 1024;

/** A table and the keys that lead to it, empty for the document itself. */
export interface JsonTable {
  readonly path: string;
  readonly table: RecordTable;
}

interface Source {
  readonly file: Blob;
  readonly encoding: EncodingFound;
}

const tooLong = (): IngestError =>
  new IngestError("LINE_TOO_LONG", "unsupported length: a record of more than 32 MiB", {
    hint: "Export the orders again: a record this long is no order.",
    key: "refusal_record_too_long",
  });

async function* textOf(
  { file, encoding }: Source,
  onBytes: (done: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const slice of utf8Slices(file, encoding, onBytes, signal))
    yield decoder.decode(slice, { stream: true });
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}

async function* lineBatches(
  text: AsyncIterable<string>,
  elements: Elements,
): AsyncGenerator<readonly Outcome[]> {
  let rest = "";
  let line = 0;
  const take = (content: string): void => {
    line++;
    const bare = content.trim();
    if (bare !== "") elements.take(bare, depthOf(bare), line);
  };
  for await (const piece of text) {
    const text = rest + piece;
    let from = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", from)) {
      take(text.slice(from, end));
      from = end + 1;
      if (elements.batch.length < batchRecords) continue;
      yield elements.batch;
      elements.batch = [];
    }
    rest = text.slice(from);
    if (rest.length > maxElement) throw tooLong();
  }
  take(rest);
  yield elements.batch;
}

/** How deep brackets nest, those in texts counted too: only a bound. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i) | 32;
    if (char === 123) deepest = Math.max(deepest, ++depth);
    else if (char === 125) depth--;
  }
  return deepest;
}

async function* elementBatches(
  text: AsyncIterable<string>,
  path: string | null,
  elements: Elements,
): AsyncGenerator<readonly Outcome[]> {
  const take = (element: string, depth: number): void => elements.take(element, depth);
  const splitter = new JsonSplitter(
    { array: (at) => (at === path ? take : null) },
    path === null ? take : null,
  );
  for await (const piece of text)
    for (let at = 0; at < piece.length; at += pieceLength) {
      splitter.push(piece.slice(at, at + pieceLength));
      yield elements.batch;
      elements.batch = [];
    }
  if (!splitter.end()) throw damaged("JSON");
  yield elements.batch;
}

function tableOf(
  source: Source,
  container: ContainerKind,
  path: string,
  batches: (text: AsyncIterable<string>, elements: Elements) => AsyncIterable<readonly Outcome[]>,
): JsonTable {
  const read = (onBytes: (done: number) => void, signal?: AbortSignal): TableReading => {
    const elements = new Elements();
    return {
      records: batches(textOf(source, onBytes, signal), elements),
      columns: () => (elements.hasRows ? null : elements.flattener.names),
      headerTexts: () => (elements.hasRows ? null : elements.flattener.headerTexts()),
      repeated: () => elements.flattener.repeated(),
      fractions: () => [...elements.flattener.fractions],
      warnings: () => elements.warnings(),
      counted: () => null,
    };
  };
  const evidence = path === "" ? [] : [{ key: "evidence_json_path", inputs: { path } }];
  return { path, table: { container, encoding: source.encoding.encoding, evidence, warnings: [], read } };
}

const isObjectLine = (line: string): boolean => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
};

/** True where half of the first lines or more are values of their own: JSON Lines, even with a broken one among them. */
async function hasLines(source: Source): Promise<boolean> {
  const { file, encoding } = source;
  const head = { file: file.slice(0, 4 * 1024 * 1024), encoding };
  let text = "";
  for await (const piece of textOf(head, () => undefined)) text += piece;
  const all = text.split("\n");
  // The last line of the head may be cut off.
  const lines = (file.size > head.file.size ? all.slice(0, -1) : all).map((line) => line.trim());
  const some = lines.filter((line) => line !== "").slice(0, firstLines);
  if (some.length < 2) return some.length === 1 && some[0]!.startsWith("{") && isFlatObject(some[0]!);
  return some.filter(isObjectLine).length * 2 >= some.length;
}

/** True for one object that is a record by itself: it has no array of objects. */
const isFlatObject = (line: string): boolean => {
  try {
    return !Object.values(JSON.parse(line) as object).some(
      (value) => Array.isArray(value) || (typeof value === "object" && value !== null),
    );
  } catch {
    return false;
  }
};

/** What a document has: the arrays whose elements are objects or rows, whether it has others, and its values outside any other. */
interface Found {
  readonly arrays: readonly string[];
  /** Paths of arrays of nothing but texts and numbers. */
  readonly lists: readonly string[];
  /** True where every array is blank. */
  readonly isBlank: boolean;
  readonly values: number;
}

async function findArrays(source: Source, signal?: AbortSignal): Promise<Found> {
  const found = new Map<string, number>();
  const lists = new Set<string>();
  let values = 0;
  let blank = 0;
  const splitter = new JsonSplitter({
    value: () => values++,
    array: (path) => {
      blank++;
      return (text) => {
        if (text.startsWith("{") || text.startsWith("[")) found.set(path, (found.get(path) ?? 0) + 1);
        else lists.add(path);
      };
    },
  });
  for await (const piece of textOf(source, () => undefined, signal)) splitter.push(piece);
  if (!splitter.end()) throw damaged("JSON");
  return { arrays: [...found.keys()], lists: [...lists], isBlank: blank > 0 && lists.size === 0, values };
}

/** True where arrays of the same name stand in objects beside each other (the items of orders by their id), or names beside rows. */
function mayBeKeyed({ arrays, lists, values }: Found): boolean {
  if (values > 1) return false;
  if (arrays.length === 0) return true;
  const last = (path: string) => path.slice(path.lastIndexOf(".") + 1);
  const isBeside = lists.some((path) => /^(columns|header|headers|fields)$/i.test(last(path)));
  return isBeside || (arrays.length > 1 && new Set(arrays.map(last)).size < arrays.length);
}

/** The table of a document of records by their id or by columns, which is read whole; null where it is none. */
async function keyedTable(source: Source, signal?: AbortSignal): Promise<JsonTable | null> {
  if (source.file.size > maxKeyed) return null;
  let text = "";
  for await (const piece of textOf(source, () => undefined, signal)) text += piece;
  if (depthOf(text) > maxDepth) return null;
  let records: ReturnType<typeof keyedRecords>;
  try {
    records = keyedRecords(parseExactly(text));
  } catch {
    // What is wrong with it is told by those who read it as a list.
    return null;
  }
  if (records === null) return null;
  const found = records;
  return tableOf(source, "json", "", async function* (_, elements) {
    for (let from = 0; from < found.length; from += batchRecords) {
      for (const [i, one] of found.slice(from, from + batchRecords).entries())
        elements.add(one, from + i + 1);
      yield elements.batch;
      elements.batch = [];
    }
  });
}

/**
 * The tables of a JSON file. @throws IngestError TRUNCATED_OR_CORRUPT where the document ends early, NO_ROWS where its
 * lists are blank, NOT_TABULAR where it has no records
 */
export async function jsonTables(file: Blob, signal?: AbortSignal): Promise<readonly JsonTable[]> {
  const encoding = await detectEncoding(file, undefined, signal);
  const source = { file, encoding };
  if (await hasLines(source)) return [tableOf(source, "jsonl", "", lineBatches)];
  const found = await findArrays(source, signal);
  const keyed = mayBeKeyed(found) ? await keyedTable(source, signal) : null;
  if (keyed !== null) return [keyed];
  const paths = found.values > 1 ? [null] : found.arrays;
  if (paths.length === 0 && found.isBlank) throw noRows();
  if (paths.length === 0)
    throw new IngestError("NOT_TABULAR", "invalid file: this JSON has no list of objects", {
      hint: "Orders are a list of objects: [{…}, {…}], or one object a line.",
      key: "refusal_json_no_list",
    });
  return paths.map((path) =>
    tableOf(source, "json", path ?? "", (text, elements) => elementBatches(text, path, elements)),
  );
}
