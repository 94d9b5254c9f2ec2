/** What accepting merges does to customers and to the repeat rate, before it is done. */
import type { IdentityBench } from "../orders/identity.ts";
import { resolveMerges } from "../orders/merges.ts";
import type { CountingRules, IdentityMerge } from "../orders/rules.ts";

/** Customers with a kept order, and those with two and more. */
export interface Regularity {
  readonly customers: number;
  readonly repeatCustomers: number;
}

/** The share of customers who order again, 0…1; null with no customers. */
export const repeatRate = ({ customers, repeatCustomers }: Regularity): number | null =>
  customers === 0 ? null : repeatCustomers / customers;

/**
 * Customers and repeat customers under merges, from the orders of each customer that the bench names: customers that
 * merges connect become one whose orders are all of theirs. Null where that does not follow from the bench alone: a merge
 * names a customer that it does not know, or the orders of one day are one (then two customers' orders may be one too).
 */
export function regularityUnder(
  bench: IdentityBench,
  merges: readonly IdentityMerge[],
  rules: Pick<CountingRules, "same_day">,
): Regularity | null {
  if (merges.length === 0) return { customers: bench.customers, repeatCustomers: bench.repeatCustomers };
  if (rules.same_day !== "keep") return null;
  const orders = new Map(
    bench.proposals.flatMap(({ from, into }) => [
      [from.id, from.orders],
      [into.id, into.orders],
    ]),
  );
  const groups = new Map<string, number[]>();
  const joined = new Set<string>();
  const resolved = resolveMerges(merges);
  for (const [id, root] of resolved) {
    for (const each of [root, id]) {
      const own = orders.get(each);
      if (own === undefined) return null;
      if (joined.has(each)) continue;
      joined.add(each);
      const group = groups.get(root);
      if (group) group.push(own);
      else groups.set(root, [own]);
    }
  }
  let { customers, repeatCustomers } = bench;
  for (const group of groups.values()) {
    const total = group.reduce((sum, own) => sum + own, 0);
    customers -= group.length - 1;
    repeatCustomers += (total > 1 ? 1 : 0) - group.filter((own) => own > 1).length;
  }
  return { customers, repeatCustomers };
}
