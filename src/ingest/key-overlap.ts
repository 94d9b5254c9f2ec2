/** The keys of a file's sample, by which it is seen whether two files speak of the same orders, customers or products. */
import type { CanonicalColumn, FilePlan } from "../orders/plan.ts";
import { bareCell } from "./columns.ts";
import type { Inspection } from "./inspection.ts";
import type { JoinedRole } from "./roles.ts";

/** What can be a key. */
const keyColumns = [
  "order_id",
  "refund_of",
  "customer_id",
  "email",
  "phone",
  "product_id",
  "product_name",
  "category",
] as const satisfies readonly CanonicalColumn[];

type KeyColumn = (typeof keyColumns)[number];

/** The different keys of a file's sample by meaning; `isWhole`: the sample is all of the file. */
export interface Keys {
  readonly values: Readonly<Partial<Record<KeyColumn, ReadonlySet<string>>>>;
  readonly isWhole: boolean;
}

/** How many different keys of one file are in others; `isWhole` where every record of all of them was looked at. */
export interface Overlap {
  readonly shared: number;
  readonly of: number;
  readonly isWhole: boolean;
}

/** Which columns of a joined file name what in the files of orders; the first pair that shares most is the key. */
const pairs: Readonly<Record<JoinedRole, readonly (readonly [KeyColumn, readonly KeyColumn[]])[]>> = {
  items: [["order_id", ["order_id"]]],
  refunds: [
    ["refund_of", ["order_id"]],
    ["order_id", ["order_id"]],
  ],
  payments: [["order_id", ["order_id"]]],
  customers: [
    ["customer_id", ["customer_id"]],
    ["email", ["email"]],
    ["phone", ["phone"]],
  ],
  products: [
    ["product_id", ["product_id"]],
    ["product_name", ["product_name"]],
    ["category", ["category"]],
  ],
  costs: [
    ["product_id", ["product_id"]],
    ["product_name", ["product_name"]],
  ],
  // A customer is named in them as any shop's list names it: by the id that the orders' own e-mail or phone became.
  contacts: [
    ["customer_id", ["customer_id", "email", "phone"]],
    ["email", ["email", "customer_id"]],
    ["phone", ["phone", "customer_id"]],
  ],
  reasons: [
    ["customer_id", ["customer_id", "email", "phone"]],
    ["email", ["email", "customer_id"]],
    ["phone", ["phone", "customer_id"]],
    ["order_id", ["order_id"]],
  ],
};

/** A key as it is compared: without what spreadsheets put around it, any case. */
const keyText = (cell: string): string =>
  bareCell(cell)
    .replace(/^(\d+)\.0$/, "$1")
    .toLowerCase();

/** The keys of a planned file's sample. */
export function keysOf({ plan, file }: { readonly plan: FilePlan; readonly file: Inspection }): Keys {
  const values: Partial<Record<KeyColumn, ReadonlySet<string>>> = {};
  for (const column of keyColumns) {
    const index = plan.mapping[column];
    if (index === undefined) continue;
    values[column] = new Set(
      file.sample.map((record) => keyText(record[index] ?? "")).filter((text) => text !== ""),
    );
  }
  return { values, isWhole: file.sample.length >= file.counted };
}

/** True where a file has a column by which its records could be joined in a role. */
export function hasKeys({ mapping }: FilePlan, role: JoinedRole): boolean {
  if (role === "costs" && mapping.line_cost === undefined && mapping.cost_amount === undefined)
    return (
      (mapping.net_amount !== undefined || mapping.unit_price !== undefined) &&
      (mapping.product_id !== undefined || mapping.product_name !== undefined)
    );
  return pairs[role].some(([column]) => mapping[column] !== undefined);
}

/** What the sample of a file in a role shares with the samples of others. */
export function overlap(own: Keys, others: readonly Keys[], role: JoinedRole): Overlap {
  let best = { shared: 0, of: 0 };
  for (const [column, theirs] of pairs[role]) {
    const keys = own.values[column];
    if (keys === undefined) continue;
    const known = others.flatMap(({ values }) => theirs.flatMap((name) => values[name] ?? []));
    const shared = [...keys].filter((key) => known.some((set) => set.has(key))).length;
    if (shared > best.shared || best.of === 0) best = { shared, of: keys.size };
  }
  return { ...best, isWhole: own.isWhole && others.every(({ isWhole }) => isWhole) };
}
