/** Runs an analysis on a test engine as a cell does: parameters checked, SQL written, run and decoded. */
import {
  mainColumns,
  type Analysis,
  type AnyAnalysis,
  type Parts,
  type Result,
  type Telling,
} from "../../src/analyses/analysis.ts";
import { computeFit } from "../../src/analyses/fits.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { decodeRows } from "../../src/engine/rows.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { Locale } from "../../src/messages/messages.ts";
import type { OrderFacts } from "../../src/orders/facts.ts";
import { tables } from "../../src/orders/schema.ts";
import { Fits } from "../../src/runtime/fits.ts";
import { fitStatement, statementsOf, type CheckedParams } from "../../src/runtime/statements.ts";
import type { ColumnSpecs } from "../../src/sql/columns.ts";
import { parseParams } from "../../src/sql/parse-params.ts";
import type { ParamSpecs } from "../../src/sql/params.ts";
import type { Context } from "../../src/sql/query.ts";

/** A context that looks back from `asOf`, with the day before as the last one covered in full unless it is given. */
export const contextAt = (
  asOf: string,
  observedThrough: string = asOf,
  more: Partial<Context> = {},
): Context => ({
  as_of: asOf,
  observed_through: observedThrough,
  observed_from: null,
  week_start: "monday",
  ...more,
});

/** The statements of an analysis with these parameters. */
export function statements(
  analysis: Pick<Analysis<ParamSpecs, ColumnSpecs, Parts>, "sql" | "params" | "parts" | "bind">,
  params: Readonly<Record<string, unknown>>,
  context: Context,
): { readonly sql: string; readonly parts: Readonly<Record<string, string>> } {
  const { sql, partSql } = statementsOf(
    analysis as AnyAnalysis,
    parseParams(analysis.params, params) as CheckedParams,
    context,
  );
  return { sql, parts: partSql };
}

/** The context with the values of the analysis's fit, where it has one, computed in place. */
export async function withFit(
  engine: Engine,
  analysis: AnyAnalysis,
  params: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<Context> {
  const checked = parseParams(analysis.params as ParamSpecs, params) as CheckedParams;
  const sql = fitStatement(analysis, checked, context);
  if (sql === null) return context;
  const fits = new Fits(engine, ({ id, columns, ...given }) =>
    computeFit(id, columns, given.params, given.context),
  );
  return { ...context, fitted: await fits.compute({ analysis, params: checked, context, sql }) };
}

/** The whole result of an analysis. */
export async function analyse<P extends ParamSpecs, C extends ColumnSpecs, Q extends Parts>(
  engine: Engine,
  analysis: Analysis<P, C, Q>,
  params: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<Result<C, Q>> {
  const fitted = await withFit(engine, analysis, params, context);
  const texts = statements(analysis as unknown as Analysis, params, fitted);
  const columns = mainColumns(analysis, parseParams(analysis.params, params) as CheckedParams) as C;
  const rows = decodeRows(await engine.query(texts.sql), columns);
  const parts: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(analysis.parts))
    parts[name] = decodeRows(await engine.query(texts.parts[name]!), part.columns);
  return { rows, whole: true, parts: parts as Result<C, Q>["parts"] };
}

/** Drops every table of the data model, so that another shop can be built. */
export async function dropShop(engine: Engine): Promise<void> {
  await engine.define(
    Object.keys(tables)
      .map((table) => `drop table if exists ${table};`)
      .join("\n"),
  );
}

/** What a headline and a chart are told, with facts of a shop whose orders reach from `first` to `last`. */
export function tellingOf(locale: Locale, context: Context, facts: Partial<OrderFacts> = {}): Telling {
  return {
    messages: createMessages(locale),
    context,
    facts: {
      orders: 1,
      customers: 1,
      first_ordered_on: null,
      last_ordered_on: null,
      observed_through: context.observed_through,
      as_of: context.as_of,
      currency: "EUR",
      filled: ["ordered_at", "customer_key", "net_amount"],
      has_customer_key: true,
      ...facts,
    },
  };
}
