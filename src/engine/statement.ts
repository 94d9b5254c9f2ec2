/** One statement on a connection of its own: started, polled, read batch by batch, stopped. */
import type { AsyncDuckDB } from "@duckdb/duckdb-wasm";
import { DataType, RecordBatchReader, Table, type RecordBatch, type Schema } from "apache-arrow";
import { RegularsError } from "../base/error.ts";
import type { ArrowTable } from "./engine.ts";

/** The binding of duckdb-wasm. */
export type DuckDb = AsyncDuckDB;

/** A connection, and what may stop the statement that runs on it. */
export interface Statement {
  readonly db: DuckDb;
  /** The connection's number in the binding. */
  readonly connection: number;
  readonly signal: AbortSignal | undefined;
}

/** Starts the statement and polls it until its first result stands; every poll gives other connections a turn. */
async function start(
  { db, connection, signal }: Statement,
  sql: string,
  stream: boolean,
): Promise<Uint8Array> {
  let header = await db.startPendingQuery(connection, sql, stream);
  while (header === null) {
    if (signal?.aborted) {
      await db.cancelPendingQuery(connection);
      throw signal.reason;
    }
    header = await db.pollPendingQuery(connection);
  }
  return header;
}

/** The pieces of the Arrow IPC stream: the schema, then one record batch each, the next one always on its way. */
async function* read({ db, connection, signal }: Statement, header: Uint8Array): AsyncGenerator<Uint8Array> {
  const ask = () => {
    const answer = db.fetchQueryResults(connection);
    // Whoever stops reading never looks at the last answer.
    answer.catch(() => undefined);
    return answer;
  };
  let next = ask();
  yield header;
  for (;;) {
    signal?.throwIfAborted();
    const piece = await next;
    if (piece !== null && piece.length === 0) return;
    next = ask();
    if (piece !== null) yield piece;
  }
}

const hasEnum = (type: DataType): boolean =>
  DataType.isDictionary(type) ||
  (type.children ?? []).some((child: { readonly type: DataType }) => hasEnum(child.type));

/** duckdb-wasm streams an ENUM without its words, so every value would read as null. */
function refuseEnums(schema: Schema): void {
  const found = schema.fields.find(({ type }) => hasEnum(type as DataType));
  if (found)
    throw new RegularsError(`unsupported type: ENUM of column ${found.name}`, {
      hint: `Cast it to text: ${found.name}::varchar.`,
    });
}

/** Runs a query and reads at least `maxRows` of its rows where it has so many. The stream stays open if it has more. */
export async function readTable(statement: Statement, sql: string, maxRows: number): Promise<ArrowTable> {
  const header = await start(statement, sql, true);
  const reader = await RecordBatchReader.from(read(statement, header));
  await reader.open();
  refuseEnums(reader.schema);
  const batches: RecordBatch[] = [];
  let rows = 0;
  while (rows < maxRows) {
    const next = await reader.next();
    if (next.done) break;
    batches.push(next.value);
    rows += next.value.numRows;
  }
  return new Table(reader.schema, batches);
}

/** Runs a statement to its end and forgets its result. */
export async function execute(statement: Statement, sql: string): Promise<void> {
  const header = await start(statement, sql, false);
  const pieces = read(statement, header);
  while (!(await pieces.next()).done);
}
