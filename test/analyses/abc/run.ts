/** Runs ABC as a cell does: the main query once, its parts over the kept rows. */
import { abc } from "../../../src/analyses/abc/analysis.ts";
import type { AbcResult } from "../../../src/analyses/abc/result.ts";
import { valuesOf } from "../../../src/runtime/statements.ts";
import { composePart } from "../../../src/sql/compose.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import type { Context } from "../../../src/sql/query.ts";
import { render } from "../../../src/sql/render.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopMore, ShopOrder } from "../../support/shop.ts";

/** Parameters as a cell gives them. */
export type Given = Readonly<Record<string, unknown>>;

type PartName = keyof typeof abc.parts;

let opened: Promise<NativeDuckDb> | undefined;

/** The one native database of a test file. */
export const duckdb = (): Promise<NativeDuckDb> => (opened ??= NativeDuckDb.open());

/** The result over the tables in place; of the parts only those asked for, else all. */
export async function runAbc(
  given: Given,
  context: Context,
  names: readonly PartName[] = Object.keys(abc.parts) as PartName[],
): Promise<AbcResult> {
  const database = await duckdb();
  const params = parseParams(abc.params, given);
  const values = valuesOf(abc, params, context);
  await database.run(`create or replace temp table kept as ${render(abc.sql, values)}`);
  const rows = await database.rows("select * from kept order by rowid");
  const parts: Record<string, unknown> = {};
  for (const name of names)
    parts[name] = await database.rows(composePart("select * from kept", render(abc.parts[name].sql, values)));
  return { rows, whole: true, parts } as unknown as AbcResult;
}

/** The result of a hand-written shop. */
export async function abcOf(
  shop: readonly ShopOrder[],
  given: Given,
  context: Context,
  more?: ShopMore,
  names?: readonly PartName[],
): Promise<AbcResult> {
  await (await duckdb()).build(shop, more);
  return runAbc(given, context, names);
}
