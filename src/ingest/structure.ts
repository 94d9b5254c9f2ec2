/** Decides what a record of a file is, and how its amounts stand, from the sample. */
import type { CanonicalColumn, Evidence, FileRole, FileStructure } from "../orders/plan.ts";
import type { ColumnShape } from "./columns.ts";
import type { Inspection } from "./inspection.ts";
import type { SourceFormat } from "./sources/source.ts";

/** A structure and why. */
export interface StructureFound {
  readonly structure: FileStructure;
  readonly evidence: readonly Evidence[];
}

/**
 * True where an order's own fields stand on its first record and are blank below it, as cells that are merged over an
 * order's lines come: without id, date and customer there is still what was bought.
 */
function isMergedDown(file: Inspection, mapping: Partial<Record<CanonicalColumn, number>>): boolean {
  const { order_id: id, ordered_at: date } = mapping;
  if (id === undefined || date === undefined) return false;
  const isFilled = (record: readonly string[], column: CanonicalColumn): boolean =>
    mapping[column] !== undefined && (record[mapping[column]] ?? "").trim() !== "";
  const bought = (["product_id", "product_name", "quantity"] as const).filter(
    (column) => mapping[column] !== undefined,
  );
  const further = file.sample.filter((record) => !isFilled(record, "order_id"));
  return (
    further.length > 0 &&
    bought.length > 0 &&
    isFilled(file.sample[0] ?? [], "order_id") &&
    further.every(
      (record) =>
        (["ordered_at", "customer_id", "email", "phone"] as const).every(
          (column) => !isFilled(record, column),
        ) && bought.every((column) => isFilled(record, column)),
    )
  );
}

/** The sample's records by order id, for orders of two records or more; `carried`: a blank one is the one above. */
export function ordersOfLines(
  file: Inspection,
  column: number,
  carried: boolean,
): readonly (readonly string[])[][] {
  const orders = new Map<string, (readonly string[])[]>();
  let last = "";
  for (const record of file.sample) {
    const own = (record[column] ?? "").trim();
    const id = own === "" && carried ? last : own;
    last = id;
    if (id === "") continue;
    const known = orders.get(id);
    if (known) known.push(record);
    else orders.set(id, [record]);
  }
  return [...orders.values()].filter((records) => records.length > 1);
}

/** True where the export has a key for its buyers: mapped, filled at all, and not masked on most records. */
function hasKey(mapping: Partial<Record<CanonicalColumn, number>>, shapes: readonly ColumnShape[]): boolean {
  const keys = (["customer_id", "email", "phone"] as const)
    .map((column) => mapping[column])
    .filter((index) => index !== undefined)
    .map((index) => shapes[index]!);
  return keys.some((shape) => shape.filled === 0 || shape.masked < shape.filled * 0.5);
}

/** The digits of an amount as a number; 0 for a blank or anything else. */
const plainAmount = (cell: string): number => Number(cell.replace(/[^\d.-]/g, "")) || 0;

/** True where the first of an order's records has the sum of the others: it is the order's, they are its items. */
function isSumOf(first: string, rest: readonly string[]): boolean {
  const sum = rest.map(plainAmount).reduce((total, amount) => total + amount, 0);
  return rest.length > 1 && sum > 0 && Math.abs(plainAmount(first) - sum) < 0.005;
}

/** The structure of a file that is joined to orders: each record has its own amount, if any. */
function joinedStructure(
  role: FileRole,
  mapping: Partial<Record<CanonicalColumn, number>>,
): Omit<FileStructure, "hasCustomerKey"> {
  const isPriced = role === "items" && mapping.line_amount === undefined && mapping.net_amount === undefined;
  return {
    record: role === "items" ? "line" : "order",
    orderFields: "every_record",
    amount: isPriced ? "quantity_times_price" : "sum_of_records",
    amountIsNetOfRefunds: false,
  };
}

/** Decides the structure of a file under a mapping, in its role. */
export function decideStructure(
  file: Inspection,
  shapes: readonly ColumnShape[],
  source: SourceFormat,
  mapping: Partial<Record<CanonicalColumn, number>>,
  role: FileRole = "orders",
): StructureFound {
  const hasCustomerKey = source.masksBuyers !== true && hasKey(mapping, shapes);
  if (role !== "orders" && (source.structure === null || (source.role ?? "orders") !== role))
    return { structure: { ...joinedStructure(role, mapping), hasCustomerKey }, evidence: [] };
  if (source.structure !== null) return { structure: { ...source.structure, hasCustomerKey }, evidence: [] };
  const { order_id: id, net_amount: amount, line_amount: lineAmount } = mapping;
  const isMerged = isMergedDown(file, mapping);
  const repeated = id === undefined ? [] : ordersOfLines(file, id, isMerged);
  const record = repeated.length > 0 ? "line" : "order";
  const make = (
    kind: FileStructure["amount"],
    key: string,
    orderFields: FileStructure["orderFields"] = isMerged ? "first_record" : "every_record",
  ): StructureFound => ({
    structure: { record, orderFields, amount: kind, amountIsNetOfRefunds: false, hasCustomerKey },
    evidence: [{ key, inputs: { orders: repeated.length } }],
  });
  if (amount === undefined)
    return lineAmount === undefined
      ? make("quantity_times_price", "evidence_amount_price")
      : make("sum_of_records", record === "line" ? "evidence_amount_lines" : "evidence_amount_record");
  if (record === "order") return make("sum_of_records", "evidence_amount_record");
  if (file.repeatedColumns?.includes(amount) === true)
    return make("once_per_order", "evidence_amount_nested");
  const cell = (row: readonly string[]) => (row[amount] ?? "").trim();
  const blankAfterFirst = repeated.filter(
    ([first, ...rest]) => cell(first!) !== "" && rest.every((row) => cell(row) === ""),
  );
  if (blankAfterFirst.length >= repeated.length * 0.8)
    return make("once_per_order", "evidence_amount_first", "first_record");
  const summed = repeated.filter(([first, ...rest]) => isSumOf(cell(first!), rest.map(cell)));
  if (summed.length > 0 && summed.length >= repeated.length * 0.8)
    return make("once_per_order", "platforms_ev_amount_summary");
  // Orders of three lines with one amount three times are no chance; one such order of two lines may be.
  const same = repeated.filter((rows) => rows.every((row) => cell(row) === cell(rows[0]!)));
  return same.length >= 3 && same.length >= repeated.length * 0.95
    ? make("once_per_order", "evidence_amount_repeated")
    : make("sum_of_records", "evidence_amount_lines");
}
