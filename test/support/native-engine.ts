/** Native DuckDB on one thread behind the same verbs as the browser's engine, so that both run the very same statements. */
import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api";
import {
  Bool,
  DateDay,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  Table,
  TimestampMicrosecond,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import type { DataType } from "apache-arrow";
import type { ArrowTable, Engine } from "../../src/engine/engine.ts";

const toArrowType = (type: DuckDBType): DataType => {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return new Bool();
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
      return new Int32();
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.HUGEINT:
      return new Int64();
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.DECIMAL:
      return new Float64();
    case DuckDBTypeId.DATE:
      return new DateDay();
    case DuckDBTypeId.TIMESTAMP:
      return new TimestampMicrosecond(null);
    case DuckDBTypeId.LIST:
      return new List(
        new Field("item", toArrowType((type as unknown as { valueType: DuckDBType }).valueType), true),
      );
    default:
      return new Utf8();
  }
};

const toArrowValue = (value: DuckDBValue): unknown => {
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBDateValue) return value.days * 86_400_000;
  if (value instanceof DuckDBTimestampValue) return Number(value.micros) / 1_000;
  if (value instanceof DuckDBListValue) return value.items.map(toArrowValue);
  return value;
};

/**
 * Opens native DuckDB with one thread, on a database file (or ":memory:"). Files under `import/` are looked up in the
 * working directory; `attachFile` does nothing because they are there. With `keepLog` nothing writes a checkpoint, not
 * even closing, so that opening the file again replays the log of everything that was done.
 */
export async function openNativeEngine(path: string, { keepLog = false } = {}): Promise<Engine> {
  const instance = await DuckDBInstance.create(path, { threads: "1" });
  const query = async (connection: DuckDBConnection, sql: string, maxRows: number): Promise<ArrowTable> => {
    const reader = await connection.streamAndReadUntil(sql, maxRows);
    const columns = reader.getColumns();
    const types = reader.columnTypes();
    return new Table(
      Object.fromEntries(
        reader
          .columnNames()
          .map((name, index) => [
            name,
            vectorFromArray((columns[index] ?? []).map(toArrowValue), toArrowType(types[index]!)),
          ]),
      ),
    ) as ArrowTable;
  };
  const connected = async <T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    const connection = await instance.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  };
  if (keepLog)
    await connected(
      async (connection) => void (await connection.run("pragma disable_checkpoint_on_shutdown")),
    );
  return {
    storage: path === ":memory:" ? "memory" : "opfs",
    keeps: false,
    keep: () => Promise.reject(new Error("unsupported verb: keep, in the native engine")),
    drop: async () => {},
    query: (sql, { maxRows = Infinity } = {}) => connected((connection) => query(connection, sql, maxRows)),
    define: (sql) =>
      connected(async (connection) => {
        await connection.run("begin transaction");
        try {
          await connection.run(sql);
          await connection.run("commit");
        } catch (error) {
          await connection.run("rollback");
          throw error;
        }
      }),
    attachFile: async () => {},
    detachFile: async () => {},
    insert: () => Promise.reject(new Error("unsupported verb: insert, in the native engine")),
    checkpoint: async () => {
      if (!keepLog) await connected(async (connection) => void (await connection.run("checkpoint")));
    },
    size: async () => 0,
    close: async () => instance.closeSync(),
  };
}
