/** The statements of an analysis under checked parameters: the texts that are shown and that run. */
import type { AnyAnalysis, Part, Parts } from "../analyses/analysis.ts";
import { RegularsError } from "../base/error.ts";
import type { Reading } from "../notebook/document.ts";
import type { Filter } from "../notebook/filter.ts";
import type { OrderFacts } from "../orders/facts.ts";
import type { ColumnSpecs } from "../sql/columns.ts";
import { composePart } from "../sql/compose.ts";
import type { ListRef, ParamSpecs, TableParam } from "../sql/params.ts";
import type { Context, SqlValue } from "../sql/query.ts";
import { render } from "../sql/render.ts";
import { countedDays } from "./filter-sql.ts";

/** Checked parameters by name. */
export type CheckedParams = Readonly<Record<string, unknown>>;

/** The rendered statements of an analysis. */
export interface Statements {
  readonly sql: string;
  readonly partSql: Readonly<Record<string, string>>;
}

/**
 * Returns what every query may name, from the notebook's reading and, where it is null, from the orders, and the days that
 * its filter counts; null with no orders.
 */
export function contextOf(reading: Reading, facts: OrderFacts, filter?: Filter): Context | null {
  const asOf = reading.asOf ?? facts.as_of;
  const observedThrough = reading.observedThrough ?? facts.observed_through;
  if (facts.orders === 0 || asOf === null || observedThrough === null) return null;
  const days = filter && countedDays(filter);
  return {
    as_of: asOf,
    observed_through: observedThrough,
    observed_from: reading.observedFrom,
    week_start: reading.weekStart,
    counted_from: days?.from ?? null,
    counted_through: days?.to ?? null,
    refund_policy: facts.refund_policy ?? "reduce_original",
    amount_rule: facts.amount_rule ?? "paid",
  };
}

const maybeDate = (day: string | null): SqlValue => (day === null ? null : { date: day });

/** The lists that a table parameter stands for in SQL, one a field and two a range; null where it has no rows. */
function tableValues(name: string, { fields }: TableParam, value: unknown): Record<string, SqlValue> {
  const rows = value as readonly Readonly<Record<string, SqlValue>>[] | null;
  const list = (of: (row: Readonly<Record<string, SqlValue>>) => SqlValue) => rows?.map(of) ?? null;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, { kind }]): readonly (readonly [string, SqlValue])[] => {
      const key = `${name}_${field}`;
      if (kind === "date") return [[key, list((row) => maybeDate(row[field] as string | null))]];
      if (kind !== "range") return [[key, list((row) => row[field]!)]];
      const end = (at: 0 | 1) => list((row) => (row[field] as readonly [number, number])[at]);
      return [
        [`${key}_low`, end(0)],
        [`${key}_high`, end(1)],
      ];
    }),
  );
}

/** Parameters as SQL values: dates become dates, tables lists; structs are left to the analysis's own `bind`. */
function sqlValues(specs: ParamSpecs, params: CheckedParams): Record<string, SqlValue> {
  const values: Record<string, SqlValue> = {};
  for (const [name, spec] of Object.entries(specs)) {
    if (spec.kind === "date") values[name] = maybeDate(params[name] as string | null);
    else if (spec.kind === "list")
      values[name] = { name: (params[name] as ListRef | null)?.list ?? "customers" };
    else if (spec.kind === "table") Object.assign(values, tableValues(name, spec, params[name]));
    else if (spec.kind !== "struct") values[name] = params[name] as SqlValue;
  }
  return values;
}

/** The values that the texts of an analysis may name before its fit. */
function givenValues(
  analysis: AnyAnalysis,
  params: CheckedParams,
  context: Context,
): Readonly<Record<string, SqlValue>> {
  return {
    ...sqlValues(analysis.params as ParamSpecs, params),
    ...analysis.bind?.(params, context),
    as_of: { date: context.as_of },
    observed_through: { date: context.observed_through },
    observed_from: maybeDate(context.observed_from),
    week_start: context.week_start,
    counted_from: maybeDate(context.counted_from ?? null),
    counted_through: maybeDate(context.counted_through ?? null),
    refund_policy: context.refund_policy ?? "reduce_original",
    amount_rule: context.amount_rule ?? "paid",
  };
}

/**
 * The values that the texts of an analysis may name.
 * @throws RegularsError where it has a fit and `context.fitted` does not hold its values.
 */
export function valuesOf(
  analysis: AnyAnalysis,
  params: CheckedParams,
  context: Context,
): Readonly<Record<string, SqlValue>> {
  if (analysis.fit && !context.fitted)
    throw new RegularsError(`missing fit: ${analysis.id} was not computed`);
  return { ...givenValues(analysis, params, context), ...context.fitted };
}

/** The statement of the rows that an analysis's fit is computed from; null where it has none. */
export function fitStatement(analysis: AnyAnalysis, params: CheckedParams, context: Context): string | null {
  return analysis.fit ? render(analysis.fit.sql, givenValues(analysis, params, context)).trimEnd() : null;
}

const types = {
  text: "varchar",
  integer: "integer",
  number: "double",
  boolean: "boolean",
  date: "date",
  timestamp: "timestamp",
} as const;

/** A SELECT of these columns without a row. */
function noRows(columns: ColumnSpecs): string {
  const names = Object.entries(columns).map(
    ([name, { kind }]) => `    cast(null as ${types[kind]}) as ${name}`,
  );
  return `select\n${names.join(",\n")}\nwhere false`;
}

/** The statement of a part whose main query is `main`; of one that nobody asked for, a statement without rows. */
export function partStatement(
  part: Part,
  params: CheckedParams,
  values: Readonly<Record<string, SqlValue>>,
  main: string,
): string {
  if (part.askedBy !== undefined && params[part.askedBy] !== true) return noRows(part.columns);
  const own = render(part.sql, values);
  return part.readsResult === false ? own.trimEnd() : composePart(main, own);
}

/** Returns the statements of an analysis. @throws RegularsError where a text names a parameter that has no value. */
export function statementsOf(analysis: AnyAnalysis, params: CheckedParams, context: Context): Statements {
  const values = valuesOf(analysis, params, context);
  const sql = render(analysis.sql, values);
  const partSql = Object.fromEntries(
    Object.entries(analysis.parts as Parts).map(([name, part]) => [
      name,
      partStatement(part, params, values, sql),
    ]),
  );
  return { sql, partSql };
}
