/** The engine as everything above it knows it: SQL text in, Arrow out. It knows nothing of orders. */
import type { Table } from "apache-arrow";

/** An Arrow table, as the engine returns it. Rows are read from it by `decodeRows` and `plainRows` of rows.ts. */
export type ArrowTable = Table;

/** Options of {@link Engine.query}. */
export interface QueryOptions {
  /** Aborting it stops the statement (within about 100 ms) and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Stop reading after at least so many rows; the statement is byte for byte the same. Default: all rows. */
  readonly maxRows?: number;
  /** Stop the statement after so many seconds, and reject with a RegularsError. Default: no limit. */
  readonly maxSeconds?: number;
}

/** A result that stays in the engine's memory, in a database beside that of the orders, until it is dropped. */
export interface KeptTable {
  /** Its name in a statement, with the database's in front. */
  readonly name: string;
  /** Names as DuckDB makes them distinct (`a`, `a_1`), and types as DuckDB writes them. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: number;
  /** False once it was dropped or the engine was restarted: its name means nothing any more. */
  readonly isHere: boolean;
}

/** How long a statement that a person wrote may run, in seconds; our own have no limit. */
export const userStatementSeconds = 120;

/** DuckDB behind few verbs. Statements of one engine may be asked for at once; each runs on a connection of its own. */
export interface Engine {
  /** Where the database lives: `opfs` survives a reload, `memory` does not. */
  readonly storage: "opfs" | "memory";
  /** True where another tab has the database: queries are asked of it, and nothing can be changed from here. */
  readonly isElsewhere?: boolean;
  /** Runs one read-only SELECT through the gate (architecture decisions 2 and 8). @throws QueryError */
  query(sql: string, options?: QueryOptions): Promise<ArrowTable>;
  /** True where results can be kept. */
  readonly keeps: boolean;
  /**
   * Runs one SELECT, through the same gate as `query`, into a table of its own; the rows stand in the order of the
   * statement, numbered by `rowid` from 0.
   * @throws QueryError
   */
  keep(sql: string, options?: Omit<QueryOptions, "maxRows">): Promise<KeptTable>;
  /** Forgets a kept table; nothing to do where it is gone. */
  drop(kept: KeptTable): Promise<void>;
  /** Runs our own DDL and DML, one or more statements in one transaction: all or nothing. The warehouse alone calls it. @throws QueryError */
  define(sql: string, options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Makes a file readable as `import/<name>` until it is detached. */
  attachFile(name: string, file: Blob): Promise<void>;
  /** Drops the file from the engine; a SELECT can no longer read it. */
  detachFile(name: string): Promise<void>;
  /** Appends the rows of an Arrow IPC stream to an existing table. */
  insert(table: string, ipc: Uint8Array): Promise<void>;
  /** Writes everything to the database file and flushes it; nothing to do in memory. */
  checkpoint(): Promise<void>;
  /** Bytes in use by the database, as far as the engine knows. */
  size(): Promise<number>;
  /** Deletes the database for good and begins an empty one, without letting another tab have it in between. */
  erase?(): Promise<void>;
  close(): Promise<void>;
}
