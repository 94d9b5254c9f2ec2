/** DuckDB as a native library, of the engine's version: quick, and proof that the SQL that is shown stands alone. */
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import type { Analysis, Parts, Result } from "../../src/analyses/analysis.ts";
import { tables } from "../../src/orders/schema.ts";
import type { ColumnSpecs } from "../../src/sql/columns.ts";
import type { ParamSpecs } from "../../src/sql/params.ts";
import type { Context } from "../../src/sql/query.ts";
import { statements } from "./analyse.ts";
import { withNativeFit } from "./native-fit.ts";
import { shopSql, type ShopMore, type ShopOrder } from "./shop.ts";

/** A value of a row: DECIMAL and BIGINT do not occur, final selects cast them; dates are ISO text. */
export type NativeValue = string | number | boolean | null;

/** One connection to a database in memory. */
export class NativeDuckDb {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async open(): Promise<NativeDuckDb> {
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    return new NativeDuckDb(await instance.connect());
  }

  /** Runs statements for their effect. */
  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  /** Puts a hand-written shop in the place of the one before. */
  async build(shop: readonly ShopOrder[], more?: ShopMore): Promise<void> {
    const drops = Object.keys(tables).map((table) => `drop table if exists ${table};`);
    await this.run(`${drops.join("\n")}\n${shopSql(shop, more)}`);
  }

  /** The rows of a SELECT as plain values. */
  async rows(sql: string): Promise<readonly Record<string, NativeValue>[]> {
    const reader = await this.#connection.runAndReadAll(sql);
    return reader.getRowObjectsJson() as Record<string, NativeValue>[];
  }

  /** The whole result of an analysis; the statements are those that the interface shows. */
  async analyse<P extends ParamSpecs, C extends ColumnSpecs, Q extends Parts>(
    analysis: Analysis<P, C, Q>,
    params: Readonly<Record<string, unknown>>,
    context: Context,
  ): Promise<Result<C, Q>> {
    const fitted = context.fitted ? context : await withNativeFit(this, analysis, params, context);
    const texts = statements(analysis as unknown as Analysis, params, fitted);
    const parts: Record<string, unknown> = {};
    for (const [name, sql] of Object.entries(texts.parts)) parts[name] = await this.rows(sql);
    return { rows: await this.rows(texts.sql), whole: true, parts } as unknown as Result<C, Q>;
  }
}
