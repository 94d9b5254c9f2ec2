/** What a file that does not stand alone can hold: its columns by role, and what its amounts and days mean in it. */
import type { CanonicalColumn, FileRole } from "../orders/plan.ts";
import { isUnitPrice } from "./header-words.ts";
import { findWord, joinedWords } from "./joined-words.ts";

/** Column indices by meaning. */
export type Mapping = Partial<Record<CanonicalColumn, number>>;

/** A role of a file that is joined to others. */
export type JoinedRole = Exclude<FileRole, "orders">;

/** The meanings that columns can have in each role; what else was suggested stays beside the record. */
const meanings: Readonly<Record<JoinedRole, readonly CanonicalColumn[]>> = {
  items:
    "order_id product_id product_name category quantity unit_price line_amount line_discount line_cost shipping_amount status currency".split(
      " ",
    ) as CanonicalColumn[],
  customers: "customer_id buyer_id email phone channel country region city birthday".split(
    " ",
  ) as CanonicalColumn[],
  refunds: "order_id refund_of refund_amount refunded_at status currency".split(" ") as CanonicalColumn[],
  payments: "order_id net_amount paid_at payment_method status currency".split(" ") as CanonicalColumn[],
  products: ["product_id", "product_name", "category", "category_label"],
  costs: ["product_id", "product_name", "category", "category_label", "line_cost", "ordered_at"],
  contacts: "customer_id email phone campaign channel currency sent_at contact_group contact_cost".split(
    " ",
  ) as CanonicalColumn[],
  reasons:
    "order_id customer_id email phone reason given_at note opened_at closed_at severity satisfaction".split(
      " ",
    ) as CanonicalColumn[],
};

/** What a column that was taken for something of the order is in a role: the first of each pair becomes the second. */
const becomes: Readonly<Record<JoinedRole, readonly (readonly [CanonicalColumn, CanonicalColumn])[]>> = {
  items: [["net_amount", "line_amount"]],
  customers: [],
  refunds: [
    ["net_amount", "refund_amount"],
    ["line_amount", "refund_amount"],
    ["unit_price", "refund_amount"],
    ["ordered_at", "refunded_at"],
    ["paid_at", "refunded_at"],
  ],
  payments: [
    ["gross_amount", "net_amount"],
    ["ordered_at", "paid_at"],
  ],
  products: [],
  costs: [
    ["cost_amount", "line_cost"],
    ["unit_price", "line_cost"],
    ["net_amount", "line_cost"],
  ],
  contacts: [
    ["ordered_at", "sent_at"],
    ["line_cost", "contact_cost"],
    ["cost_amount", "contact_cost"],
    ["unit_price", "contact_cost"],
  ],
  reasons: [["ordered_at", "given_at"]],
};

/** Takes the columns that the role's own headers name for what they mean in it, whatever they were taken for among orders. */
function takeOwnWords(
  role: JoinedRole,
  mapping: Mapping,
  columns: readonly string[],
  isChosen: (column: CanonicalColumn) => boolean,
): void {
  const taken = new Set<number>();
  for (const [column, index] of Object.entries(mapping))
    if (isChosen(column as CanonicalColumn)) taken.add(index);
  for (const column of Object.keys(joinedWords[role] ?? {}) as CanonicalColumn[]) {
    if (isChosen(column)) continue;
    const index = findWord(role, column, columns, taken);
    if (index === undefined) continue;
    taken.add(index);
    for (const [other, at] of Object.entries(mapping))
      if (at === index) delete mapping[other as CanonicalColumn];
    mapping[column] = index;
  }
}

/** A mapping as it is in a role: what a person or a script named (`isChosen`) stays, the rest is what fits the role. */
export function mappingInRole(
  role: JoinedRole,
  given: Mapping,
  columns: readonly string[],
  isChosen: (column: CanonicalColumn) => boolean,
): Mapping {
  const mapping = { ...given };
  const move = (from: CanonicalColumn, to: CanonicalColumn) => {
    if (mapping[from] === undefined || mapping[to] !== undefined || isChosen(from)) return;
    mapping[to] = mapping[from];
    delete mapping[from];
  };
  takeOwnWords(role, mapping, columns, isChosen);
  // `price` is an order's amount where nothing else is; among the lines of orders it is a unit's.
  const amount = mapping.net_amount;
  if (role === "items" && amount !== undefined && isUnitPrice(columns[amount]!))
    move("net_amount", "unit_price");
  for (const [from, to] of becomes[role]) move(from, to);
  for (const column of Object.keys(mapping) as CanonicalColumn[])
    if (!meanings[role].includes(column) && !isChosen(column)) delete mapping[column];
  return mapping;
}
