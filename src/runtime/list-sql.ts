/** A named list of customers as SQL. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { RegularsError } from "../base/error.ts";
import type { CustomerRule } from "../notebook/customer-rule.ts";
import type { ListSource } from "../notebook/document.ts";
import { composePart } from "../sql/compose.ts";
import { literal } from "../sql/literal.ts";
import { parseParams } from "../sql/parse-params.ts";
import type { ParamSpecs } from "../sql/params.ts";
import type { Context } from "../sql/query.ts";
import { membersSql } from "./members-sql.ts";
import type { CheckedParams } from "./statements.ts";

/** What a list is read with. */
export interface ListReading {
  readonly analyses: readonly AnyAnalysis[];
  readonly context: Context;
  /** The context with the values of an analysis's fit; absent: analyses with a fit have no lists. */
  readonly withFit?: (analysis: AnyAnalysis, params: CheckedParams, context: Context) => Context;
  /** The columns of a person's SELECT; absent: it is taken to give customer_key. */
  readonly columns?: readonly string[];
}

function ruleSql({ analysis: id, params, asOf, where }: CustomerRule, reading: ListReading): string {
  const analysis = reading.analyses.find((each) => each.id === id);
  if (!analysis) throw new RegularsError(`unknown analysis: ${id}`);
  const checked = parseParams(analysis.params as ParamSpecs, params) as Record<string, unknown>;
  // A list reads all orders, whatever the notebook counts.
  const context = { ...reading.context, counted_from: null, counted_through: null };
  const own = { ...context, as_of: asOf ?? context.as_of };
  return membersSql(analysis, checked, reading.withFit?.(analysis, checked, own) ?? own, where);
}

const ofCustomers = (where: string) =>
  [
    "select customer_key",
    "from main.customers",
    `where customer_id in (${where})`,
    "order by customer_key",
  ].join("\n");

/**
 * Returns the SELECT of a list's customer_keys, over all orders: each once for a rule and for chosen customers. A person's
 * SELECT stays as it is where it gives customer_key, and is asked for its customer_id where `columns` know only that.
 * @throws RegularsError for a rule of an analysis or a parameter that is not there.
 */
export function listSql(list: ListSource, reading: ListReading): string {
  const { columns = ["customer_key"] } = reading;
  if (list.by === "rule") return ruleSql(list.rule, reading);
  if (list.by === "sql") {
    if (columns.some((name) => name.toLowerCase() === "customer_key")) return list.sql;
    return composePart(
      list.sql,
      [
        "select c.customer_key",
        "from main.customers as c",
        "semi join result as r on cast(r.customer_id as varchar) = c.customer_id",
        "order by c.customer_key",
      ].join("\n"),
    );
  }
  if ("stored" in list.customers)
    return ofCustomers(`select customer_id from main.lists where list = ${literal(list.customers.key)}`);
  return ofCustomers(
    list.customers.length === 0 ? "null" : list.customers.map((id) => literal(id)).join(", "),
  );
}
