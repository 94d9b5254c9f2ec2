/** Why explain-difference cannot be answered: columns that are missing, ranges that are none or not over. */
import { periodStart } from "../../base/calendar.ts";
import { m } from "../../messages/messages.ts";
import type { Telling, Unanswerable } from "../analysis.ts";
import { dimensionName } from "./labels.ts";
import type { DifferenceParams } from "./params.ts";

const columnOf: Readonly<Record<string, string>> = {
  first_category: "order_lines.category",
  first_product: "order_lines.product_id",
};

function missing(params: DifferenceParams, { facts, messages }: Telling): Unanswerable {
  const { what, measure, dimension } = params;
  const because = (reason: string) => ({ reason });
  const has = (column: string) => facts.filled.includes(column);
  if (!facts.has_customer_key || facts.customers === 0)
    return because(m.difference_refuse_customer({}, messages));
  const isMoney = what === "range" && measure !== "repeat_rate" && measure !== "orders_per_customer";
  if (isMoney && !has("net_amount")) return because(m.difference_refuse_amount({}, messages));
  if (what === "range" && measure === "margin_per_customer" && !has("cost_amount"))
    return because(m.difference_refuse_cost({}, messages));
  if (dimension === "customer_kind")
    return what === "range" ? null : because(m.difference_refuse_kind({}, messages));
  if (dimension !== "all" && !has(columnOf[dimension] ?? dimension))
    return because(
      m.difference_refuse_dimension({ dimension: dimensionName(dimension, messages) }, messages),
    );
  return null;
}

function badRange(from: string | null, to: string | null, { messages, context }: Telling): Unanswerable {
  if (from === null && to === null) return null;
  if (from === null || to === null) return { reason: m.difference_refuse_pair({}, messages) };
  if (from > to) return { reason: m.difference_refuse_dates({}, messages) };
  const { counted_from = null, counted_through = null } = context;
  const observed = [context.as_of, context.observed_through, counted_through ?? context.as_of].toSorted()[0]!;
  if (to > observed) {
    const dates = { date: messages.date(to), observed: messages.date(observed) };
    return { reason: m.difference_refuse_open(dates, messages) };
  }
  if (counted_from !== null && from < counted_from)
    return { reason: m.difference_refuse_before({ date: messages.date(counted_from) }, messages) };
  return null;
}

/** The reason, or null. */
export function check(params: DifferenceParams, telling: Telling): Unanswerable {
  const { what, cohort_0, cohort_1, period, from_0, to_0, from_1, to_1 } = params;
  const without = missing(params, telling);
  if (without) return without;
  if (what === "range") return badRange(from_1, to_1, telling) ?? badRange(from_0, to_0, telling);
  if (cohort_0 === null || cohort_1 === null) return null;
  const { week_start } = telling.context;
  return periodStart(cohort_0, period, week_start) === periodStart(cohort_1, period, week_start)
    ? { reason: m.difference_refuse_same({}, telling.messages) }
    : null;
}
