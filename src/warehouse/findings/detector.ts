/** What every detector of a finding is given and gives: one question of the orders, one SELECT that lists them. */
import type { Engine } from "../../engine/engine.ts";
import type { OrderFacts } from "../../orders/facts.ts";
import type { Finding } from "../../orders/receipt.ts";
import type { TableName } from "../../orders/schema.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import type { SourceFile } from "../group.ts";
import { inPlace, linesTable, table, type Place } from "../names.ts";
import { readRows } from "../rows.ts";

/** The names of tables in SQL: of the model, and of a file's typed lines by its number. */
export interface Names {
  of(table: TableName): string;
  lines(sourceId: number): string;
}

/** The tables' names in a place. */
export const namesIn = (place: Place): Names => ({
  of: (name) => table(place, name),
  lines: (sourceId) => linesTable(place, sourceId),
});

/** The names that a SQL cell uses. */
export const namesInCells: Names = namesIn(inPlace);

/** What a detector looks at. */
export interface Scene {
  readonly files: readonly SourceFile[];
  readonly facts: OrderFacts;
  /** The day of import, `YYYY-MM-DD`. */
  readonly importedOn: string;
  readonly names: Names;
  /** The rows of a query over the tables where they stand. */
  ask<const C extends ColumnSpecs>(sql: string, columns: C): Promise<readonly RowOf<C>[]>;
}

/** What a detector found. */
export interface Found extends Pick<Finding, "kind" | "level" | "key" | "inputs"> {
  /** The SELECT that lists it under these names. */
  readonly list: (names: Names) => string;
  /** A query of `orders` and `amount` over the list, where these are not its rows and the sum of their `net_amount`. */
  readonly measure?: (list: string) => string;
}

/** Looks for one kind of finding. */
export type Detector = (scene: Scene) => Promise<readonly Found[]>;

/** The scene of a place. */
export function sceneOf(
  engine: Engine,
  place: Place,
  rest: Pick<Scene, "files" | "facts" | "importedOn">,
  signal: AbortSignal | undefined,
): Scene {
  return { ...rest, names: namesIn(place), ask: (sql, columns) => readRows(engine, sql, columns, signal) };
}
