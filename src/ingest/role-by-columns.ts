/** What the records of a file of no known platform are by its columns alone: orders, or something that belongs to them. */
import type { CanonicalColumn, FilePlan } from "../orders/plan.ts";
import type { Inspection } from "./inspection.ts";
import { isGroupWord } from "../orders/contact-groups.ts";
import { findWord } from "./joined-words.ts";
import type { JoinedRole } from "./roles.ts";

const refundName = /refund|return|chargeback|退款|退货|erstatt|retoure/i;
const paymentName = /payment|transaction|支付|付款|收款|zahlung/i;
const costName = /cost|cogs|成本|进价|采购|kosten|einkauf/i;

/** True where a column names each record of the sample once. */
function isUnique({ mapping }: FilePlan, { shapes }: Inspection, column: CanonicalColumn): boolean {
  const index = mapping[column];
  if (index === undefined) return false;
  const { filled, distinct } = shapes[index]!;
  return filled > 0 && distinct >= filled * 0.95;
}

/** True where a column's cells say who was contacted and who was held back, and nothing else. */
function tellsGroups({ sample, columns }: Inspection): boolean {
  const index = findWord("contacts", "contact_group", columns);
  if (index === undefined) return false;
  const cells = sample.map((record) => (record[index] ?? "").trim()).filter((text) => text !== "");
  return cells.length > 0 && cells.every(isGroupWord);
}

/**
 * Contacts (who was written to when, or held back) or reasons (what customers said on leaving, and how it was handled),
 * by the headers that only these have; null for anything that is sold or paid back.
 */
function contactsOrReasons(
  isOfCustomer: boolean,
  isOfOrder: boolean,
  isMoney: boolean,
  file: Inspection,
): JoinedRole | null {
  if (isMoney) return null;
  const named = (role: JoinedRole, column: CanonicalColumn) =>
    findWord(role, column, file.columns) !== undefined;
  if (isOfCustomer && (named("contacts", "sent_at") || tellsGroups(file))) return "contacts";
  const isHandled =
    named("reasons", "closed_at") && (named("reasons", "severity") || named("reasons", "satisfaction"));
  if ((isOfCustomer || isOfOrder) && (named("reasons", "reason") || isHandled)) return "reasons";
  return null;
}

/**
 * The role that a file's columns speak for, or null for orders. Only columns that their headers name are believed to be
 * an order's id; a date or an amount may be seen by its cells.
 */
export function roleByColumns(plan: FilePlan, file: Inspection): JoinedRole | null {
  const { mapping, mappingEvidence, name } = plan;
  const any = (...columns: readonly CanonicalColumn[]) =>
    columns.some((column) => mapping[column] !== undefined);
  const sure = (...columns: readonly CanonicalColumn[]) =>
    columns.some((column) => any(column) && mappingEvidence[column]?.[0]?.key !== "evidence_mapping_content");
  const customer = sure("customer_id", "buyer_id", "email", "phone");
  const product = sure("product_id", "product_name");
  const amount = any("net_amount", "line_amount", "unit_price");
  const isMoney = sure(
    "net_amount",
    "line_amount",
    "quantity",
    "refund_amount",
    "refunded_at",
    "gross_amount",
  );
  const said = contactsOrReasons(customer, sure("order_id"), isMoney, file);
  if (said !== null) return said;
  if (sure("order_id", "refund_of")) {
    const refund =
      (any("refund_amount") && !any("net_amount")) ||
      ((any("refunded_at") || refundName.test(name)) && amount && !any("unit_price", "quantity"));
    if (refund && !(customer && sure("ordered_at"))) return "refunds";
    if (product && !(customer && any("ordered_at"))) return "items";
    const payment =
      paymentName.test(name) || (any("payment_method") && !(any("status") && any("ordered_at")));
    if (payment && any("net_amount") && !customer) return "payments";
    return null;
  }
  if (product && !customer) {
    const cost = any("line_cost", "cost_amount") || (costName.test(name) && amount);
    if (cost && !any("quantity")) return "costs";
    if (isUnique(plan, file, "product_id") && any("product_name", "category") && !any("quantity"))
      return "products";
    return null;
  }
  if (any("category") && any("category_label")) return "products";
  const unique = (["customer_id", "email", "phone"] as const).some((column) => isUnique(plan, file, column));
  const isSold = sure("net_amount", "quantity", "unit_price", "line_amount");
  if (customer && !isSold && (unique || !any("ordered_at"))) return "customers";
  return null;
}
