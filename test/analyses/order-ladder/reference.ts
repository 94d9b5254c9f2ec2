/** The order ladder by hand: loops over a shop's orders, no SQL. */
import type { ShopOrder } from "../../support/shop.ts";

export interface LadderAsk {
  readonly mature_days: number | null;
  readonly max_orders: number;
  readonly split_by: string;
}

const day = (at: string) => Date.parse(at.slice(0, 10)) / 86_400_000;

/** Type 7: linear between the order statistics around 1 + (n − 1)p. */
export function quantile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)]!;
  return below + (place - Math.floor(place)) * ((sorted[Math.floor(place) + 1] ?? below) - below);
}

/** The ends of the Wilson interval: the shares p for which |successes/n − p| is 1.96 standard errors of p, by bisection. */
function wilson(successes: number, n: number): readonly [number, number] {
  const z = 1.959963984540054;
  const observed = successes / n;
  const far = (p: number) => Math.abs(observed - p) > z * Math.sqrt((p * (1 - p)) / n);
  const solve = (from: number, to: number) => {
    // `from` lies inside the interval, `to` outside or at its end.
    let [inside, outside] = [from, to];
    for (let step = 0; step < 200; step++) {
      const middle = (inside + outside) / 2;
      if (far(middle)) outside = middle;
      else inside = middle;
    }
    return inside;
  };
  return [successes === 0 ? 0 : solve(observed, 0), successes === n ? 1 : solve(observed, 1)];
}

/** What the first order says of a dimension; of its lines the first that says anything. */
function splitOf(first: ShopOrder, by: string): string | null {
  const lines = first.lines ?? [];
  if (by === "channel") return first.channel ?? null;
  if (by === "product") return lines.length > 0 ? lines[0]!.product : null;
  if (by === "category") {
    for (const { category } of lines) if (category !== undefined) return category;
  }
  return null;
}

/** The rows of the contract. `refundsAtDate`: refunds are booked on their own day, those known by `asOf` are taken off. */
export function ladder(
  shop: readonly ShopOrder[],
  ask: LadderAsk,
  asOf: string,
  observed: string,
  refundsAtDate = false,
) {
  const known = shop.filter(({ customer, at }) => customer !== null && day(at) <= day(asOf));
  const last = Math.min(day(asOf), day(observed));
  const worth = ({ amount, refunds = [] }: ShopOrder) =>
    refunds
      .filter(({ at }) => !refundsAtDate || at === null || day(at) <= day(asOf))
      .reduce((sum, refund) => sum - Math.round(refund.amount * 100), Math.round(amount * 100));
  const standing: { split: string | null; x: number; order: ShopOrder; next: ShopOrder | undefined }[] = [];
  for (const customer of new Set(known.map((order) => order.customer))) {
    const own = known
      .filter((order) => order.customer === customer)
      .sort((a, b) => (a.at + a.id! < b.at + b.id! ? -1 : 1));
    const split = splitOf(own[0]!, ask.split_by);
    own
      .slice(0, ask.max_orders)
      .forEach((order, index) => standing.push({ split, x: index + 1, order, next: own[index + 1] }));
  }
  const splits = [...new Set(standing.map(({ split }) => split))].sort((a, b) =>
    a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1,
  );
  return splits.flatMap((split) => {
    const group = standing.filter((each) => each.split === split);
    const highest = Math.max(...group.map(({ x }) => x));
    return Array.from({ length: highest }, (_, index) => {
      const reached = group.filter(({ x }) => x === index + 1);
      const old = reached.filter(({ order }) => !ask.mature_days || last - day(order.at) >= ask.mature_days);
      const went = old.filter(({ next }) => next !== undefined);
      const days = went.map(({ order, next }) => day(next!.at) - day(order.at));
      const [low, high] = old.length > 0 ? wilson(went.length, old.length) : [null, null];
      return {
        split,
        x: index + 1,
        n: old.length,
        customers: went.length,
        rate: old.length > 0 ? went.length / old.length : null,
        low,
        high,
        median_days: quantile(days, 0.5),
        p25_days: quantile(days, 0.25),
        p75_days: quantile(days, 0.75),
        net_amount_per_order:
          old.length > 0 ? old.reduce((sum, { order }) => sum + worth(order), 0) / 100 / old.length : null,
        reached: reached.length,
        complete: old.length > 0,
      };
    });
  });
}

/** A row with its fractions at seven decimals, so that sums in another order compare equal. */
export const rounded = <T extends object>(row: T): T =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "number" ? Number(value.toFixed(7)) + 0 : value,
    ]),
  ) as T;
