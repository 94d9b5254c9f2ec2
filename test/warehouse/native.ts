/** Native DuckDB on a database file, as far as the warehouse needs an engine: for what OPFS cannot show in Node. */
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { Int32, Table, Utf8, vectorFromArray, type Vector } from "apache-arrow";
import type { Engine } from "../../src/engine/engine.ts";

async function select(connection: DuckDBConnection, sql: string): Promise<Table> {
  const reader = await connection.runAndReadAll(sql);
  const columns = reader.getColumns();
  const vectors = reader.columnNames().map((name, index): [string, Vector] => {
    const values = columns[index] ?? [];
    const numeric = String(reader.columnTypes()[index]) !== "VARCHAR";
    return numeric
      ? [
          name,
          vectorFromArray(
            values.map((value) => (value === null ? null : Number(value))),
            new Int32(),
          ),
        ]
      : [name, vectorFromArray(values as (string | null)[], new Utf8())];
  });
  return new Table(Object.fromEntries(vectors));
}

/**
 * Opens a database file; texts and small integers can be read back. `checkpoint` does nothing and closing writes no
 * checkpoint, so that opening the file again replays the log of everything that was done.
 */
export async function openNative(path: string): Promise<Engine> {
  const instance = await DuckDBInstance.create(path, { threads: "1" });
  const connection = await instance.connect();
  await connection.run("pragma disable_checkpoint_on_shutdown");
  return {
    storage: "opfs",
    query: (sql) => select(connection, sql),
    async define(sql) {
      await connection.run("begin transaction");
      try {
        await connection.run(sql);
      } catch (thrown) {
        await connection.run("rollback");
        throw thrown;
      }
      await connection.run("commit");
    },
    attachFile: () => Promise.reject(new Error("unsupported here")),
    detachFile: () => Promise.resolve(),
    insert: () => Promise.reject(new Error("unsupported here")),
    checkpoint: () => Promise.resolve(),
    size: () => Promise.resolve(0),
    close() {
      connection.closeSync();
      instance.closeSync();
      return Promise.resolve();
    },
  };
}
