/** One evaluation of an analysis: parameters checked, SQL written, run and decoded. */
import {
  mainColumns,
  type AnyAnalysis,
  type Parts,
  type Telling,
  type Unanswerable,
} from "../analyses/analysis.ts";
import type { Engine } from "../engine/engine.ts";
import { decodeRowsInTurns } from "../engine/rows.ts";
import { m, type Messages } from "../messages/messages.ts";
import type { Reading } from "../notebook/document.ts";
import type { Filter } from "../notebook/filter.ts";
import type { OrderFacts } from "../orders/facts.ts";
import type { Context } from "../sql/query.ts";
import { parseParams } from "../sql/parse-params.ts";
import type { ColumnSpecs, RowOf } from "../sql/columns.ts";
import type { Fitted } from "./fits.ts";
import type { AnalysisResult } from "./state.ts";
import { contextOf, type CheckedParams, type Statements } from "./statements.ts";

/** The orders that cells ask: the engine that holds them and what is known of them as a whole. */
export interface Source {
  readonly engine: Engine;
  readonly facts: OrderFacts;
}

/** What an evaluation is made of. */
export interface Question {
  readonly analysis: AnyAnalysis;
  /** As the document has them: checked here. */
  readonly params: unknown;
  readonly reading: Reading;
  readonly filter?: Filter;
  readonly messages: Messages;
}

/** Where the rows of an analysis come from. */
export interface AnalysisReader {
  statements(params: CheckedParams, context: Context): Statements;
  /** At most `limit` rows of the main query, and whether these are all. */
  main(sql: string, columns: ColumnSpecs, limit: number | undefined): Promise<SomeRows>;
  /** All rows of a part; `sql` is complete. */
  part(name: string, sql: string, columns: ColumnSpecs): Promise<readonly RowOf<ColumnSpecs>[]>;
}

/** Rows of a statement, and whether these are all. */
export interface SomeRows {
  readonly rows: readonly RowOf<ColumnSpecs>[];
  readonly whole: boolean;
}

/** Reads every statement from the engine, as it stands. */
export const plainReader = (
  engine: Engine,
  statements: AnalysisReader["statements"],
  signal?: AbortSignal,
): AnalysisReader => ({
  statements,
  main: (sql, columns, limit) => readRows(engine, sql, columns, signal, limit),
  part: async (_name, sql, columns) => (await readRows(engine, sql, columns, signal)).rows,
});

/** How an evaluation ends when it does not fail. */
export type Evaluation = { readonly result: AnalysisResult } | { readonly why: NonNullable<Unanswerable> };

/** The reason why an analysis cannot be asked of these orders at all, or null: no orders, or none of a column that it needs. */
export function whyNot(analysis: AnyAnalysis, facts: OrderFacts, messages: Messages): Unanswerable {
  if (facts.orders === 0) return { reason: m.app_no_orders({}, messages) };
  const missing = analysis.needs.filter((column) => !facts.filled.includes(column));
  if (missing.length === 0) return null;
  if (missing.some((column) => column.startsWith("customer_")))
    return { reason: m.app_no_customers({}, messages) };
  if (missing.some((column) => column.startsWith("contacts.")))
    return { reason: m.app_no_contacts({}, messages) };
  return { reason: m.app_missing_columns({ columns: messages.list(missing) }, messages) };
}

/** Rows of one statement, decoded; at most `limit` of them, and whether these are all. */
export async function readRows<C extends ColumnSpecs>(
  engine: Engine,
  sql: string,
  columns: C,
  signal: AbortSignal | undefined,
  limit = Infinity,
): Promise<{ readonly rows: readonly RowOf<C>[]; readonly whole: boolean }> {
  const table = await engine.query(sql, {
    ...(signal && { signal }),
    // One row more than is kept shows whether there are more.
    ...(Number.isFinite(limit) && { maxRows: limit + 1 }),
  });
  const rows = await decodeRowsInTurns(table, columns);
  return { rows: rows.slice(0, limit), whole: rows.length <= limit };
}

/**
 * Evaluates an analysis over the orders: one result, or the reason why there is none. `fitted` computes its fit, where it has one.
 * @throws RegularsError for parameters that do not fit; what the reader throws.
 */
export async function evaluate(
  { analysis, params: given, reading, filter, messages }: Question,
  facts: OrderFacts,
  reader: (params: CheckedParams, context: Context) => AnalysisReader,
  fitted: (params: CheckedParams, context: Context) => Promise<Fitted>,
): Promise<Evaluation> {
  const params = parseParams(analysis.params as AnyAnalysis["params"], given) as Record<string, unknown>;
  const known = contextOf(reading, facts, filter);
  const impossible = whyNot(analysis, facts, messages);
  if (impossible || !known) return { why: impossible ?? { reason: m.app_no_orders({}, messages) } };
  const telling: Telling = { messages, context: known, facts };
  const unanswerable = analysis.check?.(params, telling);
  if (unanswerable) return { why: unanswerable };

  const start = performance.now();
  const fit = analysis.fit ? await fitted(params, known) : null;
  const context = fit ? { ...known, fitted: fit.values } : known;
  const { statements, main, part } = reader(params, context);
  const { sql, partSql } = statements(params, context);
  const read = await main(sql, mainColumns(analysis, params), analysis.rowLimit);
  const parts: Record<string, readonly RowOf<ColumnSpecs>[]> = {};
  for (const [name, { columns }] of Object.entries(analysis.parts as Parts))
    parts[name] = await part(name, partSql[name]!, columns);
  const milliseconds = performance.now() - start;
  const texts = { sql, partSql, ...(fit && { fitSql: fit.sql }) };
  return {
    result: { kind: "analysis", result: { ...read, parts }, params, context, ...texts, milliseconds },
  };
}
