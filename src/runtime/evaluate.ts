/** One evaluation of an analysis: parameters checked, SQL written, run and decoded. */
import type { AnyAnalysis, Parts, Telling, Unanswerable } from "../analyses/analysis.ts";
import type { Engine } from "../engine/engine.ts";
import { decodeRowsInTurns } from "../engine/rows.ts";
import { m, type Messages } from "../messages/messages.ts";
import type { Reading } from "../notebook/document.ts";
import type { OrderFacts } from "../orders/facts.ts";
import { parseParams } from "../sql/parse-params.ts";
import type { ColumnSpecs, RowOf } from "../sql/columns.ts";
import type { AnalysisResult } from "./state.ts";
import { contextOf, statementsOf } from "./statements.ts";

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
  readonly messages: Messages;
}

/** Runs one statement, when there is room for it. */
export type RunStatement = <T>(work: () => Promise<T>) => Promise<T>;

/** How an evaluation ends when it does not fail. */
export type Evaluation = { readonly result: AnalysisResult } | { readonly why: NonNullable<Unanswerable> };

/** The reason why an analysis cannot be asked of these orders at all, or null: no orders, or none of a column that it needs. */
export function whyNot(analysis: AnyAnalysis, facts: OrderFacts, messages: Messages): Unanswerable {
  if (facts.orders === 0) return { reason: m.app_no_orders({}, messages) };
  const missing = analysis.needs.filter((column) => !facts.filled.includes(column));
  if (missing.length === 0) return null;
  if (missing.some((column) => column.startsWith("customer_")))
    return { reason: m.app_no_customers({}, messages) };
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
 * Evaluates an analysis over the orders: one result, or the reason why there is none. Aborting stops its statement.
 * @throws RegularsError for parameters that do not fit; QueryError from the engine; the signal's reason.
 */
export async function evaluate(
  { analysis, params: given, reading, messages }: Question,
  { engine, facts }: Source,
  signal: AbortSignal,
  runStatement: RunStatement,
): Promise<Evaluation> {
  const params = parseParams(analysis.params as AnyAnalysis["params"], given) as Record<string, unknown>;
  const context = contextOf(reading, facts);
  const impossible = whyNot(analysis, facts, messages);
  if (impossible || !context) return { why: impossible ?? { reason: m.app_no_orders({}, messages) } };
  const telling: Telling = { messages, context, facts };
  const unanswerable = analysis.check?.(params, telling);
  if (unanswerable) return { why: unanswerable };

  const { sql, partSql } = statementsOf(analysis, params, context);
  let milliseconds = 0;
  const read = (text: string, columns: ColumnSpecs, limit?: number) =>
    runStatement(async () => {
      const start = performance.now();
      const found = await readRows(engine, text, columns, signal, limit);
      milliseconds += performance.now() - start;
      return found;
    });
  const main = await read(sql, analysis.columns as ColumnSpecs, analysis.rowLimit);
  const parts: Record<string, readonly RowOf<ColumnSpecs>[]> = {};
  for (const [name, { columns }] of Object.entries(analysis.parts as Parts))
    parts[name] = (await read(partSql[name]!, columns)).rows;
  return {
    result: { kind: "analysis", result: { ...main, parts }, params, context, sql, partSql, milliseconds },
  };
}
