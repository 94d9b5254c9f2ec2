/** What a cell may be called: a name that SQL reads without quotes and that means nothing else already. */
import { tables } from "../orders/schema.ts";
import { isReserved } from "../sql/keywords.ts";

/** Values that every query has, which no input may hide, and the CTE that analyses' parts read. */
const taken = new Set([
  ...Object.keys(tables),
  "lists",
  "result",
  "as_of",
  "observed_through",
  "observed_from",
  "week_start",
  "counted_from",
  "counted_through",
  "refund_policy",
  "amount_rule",
]);

/** Why a name cannot be used, or null where it can. `others` are the names of the other cells. */
export function nameFault(
  name: string,
  others: readonly string[],
): "shape" | "reserved" | "table" | "taken" | null {
  if (!/^[\p{L}_][\p{L}\p{M}\p{N}_]{0,63}$/u.test(name)) return "shape";
  const lower = name.toLowerCase();
  if (isReserved(lower)) return "reserved";
  if (taken.has(lower)) return "table";
  return others.some((other) => other.toLowerCase() === lower) ? "taken" : null;
}

/** Returns a name that is free, made of a text: `first_product` of "First product", `sql_2` where `sql` is taken. */
export function freeName(text: string, others: readonly string[]): string {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 50);
  const stem = /^[\p{L}_]/u.test(words) ? words : `cell_${words}`.replace(/_$/, "");
  if (nameFault(stem, others) === null) return stem;
  for (let n = 2; ; n++) if (nameFault(`${stem}_${n}`, others) === null) return `${stem}_${n}`;
}
