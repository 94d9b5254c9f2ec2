/** What a record is where an export mixes payments with refunds, transfers and fees. */
import type { FilePlan, RecordKind } from "../orders/plan.ts";
import { literal } from "../sql/literal.ts";
import { has } from "./columns.ts";

/** True where a file's records are told apart, so that its typed lines have a `record_kind`. */
export const tellsKinds = (file: FilePlan): boolean =>
  has(file, "refund_of") || (file.recordKinds !== undefined && has(file, "record_type"));

/** The condition that a record gives money back for an order, and does not make one. */
export const isRefundRecord = "record_kind = 'refund'";

/** The condition that a record is no order and no refund. */
export const isNoOrder = "record_kind = 'none'";

/**
 * The kind of a record as `record_kind`: 'refund', 'none', or null for one that is an order. A refund has an amount below
 * zero: above, the shop itself got money back. A payment below zero is the shop's own. A record of unknown type is a refund
 * where it is below zero and names the order.
 */
export function recordKind(file: FilePlan): string {
  const named = has(file, "refund_of") ? "refund_of is not null" : "false";
  if (file.recordKinds === undefined || !has(file, "record_type"))
    return `case when record_amount < 0 and ${named} then 'refund' end`;
  const of = (kind: RecordKind) =>
    literal(
      Object.entries(file.recordKinds!)
        .filter(([, each]) => each === kind)
        .map(([text]) => text),
    );
  const is = (kind: RecordKind) => `list_contains(cast(${of(kind)} as varchar[]), lower(record_type))`;
  return `case
        when record_type is null then null
        when ${is("none")} then 'none'
        when ${is("refund")} then case when record_amount < 0 then 'refund' else 'none' end
        when record_amount < 0 then case when not ${is("order")} and ${named} then 'refund' else 'none' end
    end`;
}
