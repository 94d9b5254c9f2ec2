/** What an import decided for all files, read from its plan. */
import type { OrderFacts } from "../orders/facts.ts";
import type { ImportPlan } from "../orders/plan.ts";
import type { IdentityColumn } from "../orders/rules.ts";

/**
 * How stamps of the order's time become the store's clock: "convert" where a file's stamps are converted, else "wall"
 * where a file's carry an offset that is dropped, else "none".
 */
export function clockOf(plan: ImportPlan): "none" | "wall" | "convert" {
  const offsets = plan.files.flatMap(({ columns, mapping }) => {
    const reading = mapping.ordered_at === undefined ? undefined : columns[mapping.ordered_at]?.reading;
    return reading?.kind === "time" ? [reading.offset] : [];
  });
  return offsets.includes("convert") ? "convert" : offsets.includes("wall") ? "wall" : "none";
}

/** The IANA zones to choose from, sorted, with `chosen` among them even where the browser has another name for it. */
export function zoneNames(chosen: string | null): readonly string[] {
  const names = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);
  if (chosen !== null) names.add(chosen);
  return [...names].sort();
}

/** Where refunds come from: columns (their names in the files), an amount that is net of them already, or nowhere. */
export function refundsOf(plan: ImportPlan): {
  readonly kind: "columns" | "net" | "none";
  readonly columns: readonly string[];
} {
  const columns = plan.files.flatMap(({ columns, mapping }) =>
    mapping.refund_amount === undefined ? [] : [columns[mapping.refund_amount]!.name],
  );
  if (plan.files.some(({ structure }) => structure.amountIsNetOfRefunds)) return { kind: "net", columns };
  return { kind: columns.length > 0 ? "columns" : "none", columns: [...new Set(columns)] };
}

const identityColumns = ["customer_id", "email", "phone"] as const;

/** The kinds of customer key that a file has a column for, in the default order. */
export function filledKeys(plan: ImportPlan): readonly IdentityColumn[] {
  return identityColumns.filter((key) => plan.files.some(({ mapping }) => mapping[key] !== undefined));
}

/** The identity rule as one choice: the one key that it comes to among `keys`, or all of them in their order. */
export function identityOf(
  identity: readonly IdentityColumn[],
  keys: readonly IdentityColumn[],
): IdentityColumn | "all" {
  const used = identity.filter((key) => keys.includes(key));
  return used.length === 1 ? used[0]! : "all";
}

/** The last full day beside the last order's day; null where either is unknown. */
export function lastDayOf(facts: OrderFacts | null): {
  readonly lastOrder: string;
  readonly fullDay: string;
  readonly sameDay: boolean;
} | null {
  if (!facts?.last_ordered_on || !facts.observed_through) return null;
  return {
    lastOrder: facts.last_ordered_on,
    fullDay: facts.observed_through,
    sameDay: facts.last_ordered_on === facts.observed_through,
  };
}
