/** What an export says of an order's state and of the money that went back, in columns that are no amount of refunds. */
import type { FilePlan } from "../orders/plan.ts";
import { literal } from "../sql/literal.ts";
import { has } from "./columns.ts";

/** The status that a text stands for; null for a text that is not known. */
export function statusOf(file: FilePlan, text: string): string {
  const cases = Object.entries(file.statuses).map(
    ([from, to]) => `when ${literal(from)} then ${literal(to)}`,
  );
  return cases.length === 0 ? "cast(null as varchar)" : `case lower(${text}) ${cases.join(" ")} end`;
}

/** The condition that a record's money went back, by the column that says so apart from the status. */
function wentBack(file: FilePlan): string {
  const texts = Object.entries(file.statuses)
    .filter(([, status]) => status === "refunded")
    .map(([text]) => text);
  return `coalesce(list_contains(cast(${literal(texts)} as varchar[]), lower(refund_status)), false)`;
}

/** The order's word for its state, from its records; null for one that is not known. */
export function orderWord(file: FilePlan, ofOrder: string): string | null {
  const first = has(file, "status") ? statusOf(file, `arg_min(status, source_row)${ofOrder}`) : null;
  if (!has(file, "refund_status")) return first;
  const back = `bool_and(${wentBack(file)})`;
  if (first === null) return `case when ${back} then 'refunded' end`;
  // An order of which one product was closed and another sent is no closed one.
  const sent = `arg_min(status, source_row) filter (${statusOf(file, "status")} is distinct from 'cancelled')`;
  const word = statusOf(file, `coalesce(${sent}, arg_min(status, source_row))`);
  return `case when ${back} and ${word} is distinct from 'unpaid' then 'refunded' else ${word} end`;
}

/**
 * What went back of an order without an amount of refunds to say it: the difference to what is left, or the amounts of the
 * records whose money went back. Null where the file has neither.
 */
export function refundSaid(file: FilePlan): string | null {
  if (has(file, "amount_after_refunds"))
    return "greatest(arg_min(record_amount - amount_after_refunds, source_row), 0)";
  if (!has(file, "refund_status")) return null;
  const back = wentBack(file);
  const sum = (amount: string) => `cast(sum(${amount}) filter (${back}) as DECIMAL(18,4))`;
  if (file.structure.amount !== "once_per_order") return sum("record_amount");
  const some = has(file, "line_amount") ? sum("line_amount") : "null";
  return `case when bool_and(${back}) then arg_min(record_amount, source_row) else ${some} end`;
}
