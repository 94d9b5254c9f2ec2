/** Cross-sell in plain TypeScript over arrays, slowly: its own thinking, no SQL. */
import { daysBetween } from "../../../src/base/calendar.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import type { ShopOrder } from "../../support/shop.ts";

export interface Asked {
  readonly level: "product" | "category";
  readonly within: "order" | "days";
  readonly days: number;
  readonly sort: "lift" | "confidence" | "orders_both";
  readonly min_orders: number;
  readonly min_support: number;
  readonly max_basket: number;
}

/** A set that stands first and a set in which the other is looked for. */
interface Look {
  readonly first: ReadonlySet<string>;
  readonly then: ReadonlySet<string>;
}

const day = (at: string) => at.slice(0, 10);
const union = (sets: readonly ReadonlySet<string>[]) => new Set(sets.flatMap((set) => [...set]));

function pairsOf(looks: readonly Look[], asked: Asked, withSame: boolean) {
  const firsts = [...union(looks.map(({ first }) => first))].sort();
  const thens = [...union(looks.map(({ then }) => then))].sort();
  const count = (test: (look: Look) => boolean) => looks.filter(test).length;
  const least = Math.max(asked.min_orders, Math.ceil(asked.min_support * looks.length));
  const pairs = firsts.flatMap((antecedent) =>
    thens.flatMap((consequent) => {
      if (antecedent === consequent && !withSame) return [];
      const both = count(({ first, then }) => first.has(antecedent) && then.has(consequent));
      if (both < least) return [];
      const n = count(({ first }) => first.has(antecedent));
      const base = count(({ then }) => then.has(consequent));
      const { low, high } = wilsonInterval(both, n)!;
      return [
        {
          antecedent,
          consequent,
          orders_both: both,
          support: both / looks.length,
          confidence: both / n,
          lift: (both * looks.length) / (n * base),
          low,
          high,
          n,
          base_rate: base / looks.length,
        },
      ];
    }),
  );
  const ordered = pairs.toSorted(
    (a, b) =>
      b[asked.sort] - a[asked.sort] ||
      b.orders_both - a.orders_both ||
      (a.antecedent === b.antecedent
        ? a.consequent < b.consequent
          ? -1
          : 1
        : a.antecedent < b.antecedent
          ? -1
          : 1),
  );
  return { least, pairs: ordered };
}

/** What the analysis says of a shop: pairs, totals, next orders, and each customer's offers. */
export function reference(
  shop: readonly ShopOrder[],
  asOf: string,
  observed: string,
  asked: Asked,
  audience: ReadonlySet<string> | null = null,
) {
  const orders = shop
    .filter(({ at }) => day(at) <= asOf)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id! < b.id! ? -1 : 1))
    .map((order) => ({
      customer: order.customer,
      day: day(order.at),
      items: new Set(
        (order.lines ?? [])
          .filter(({ quantity = 1 }) => quantity > 0)
          .map(({ product, category }) => (asked.level === "category" ? category : product))
          .filter((id) => id !== undefined),
      ),
    }));
  const named = orders.filter(({ items }) => items.size > 0);
  const isDays = asked.within === "days";
  const known = named.filter(({ customer }) => !isDays || customer !== null);
  const last = observed < asOf ? observed : asOf;
  const seen = known.filter((order) => !isDays || daysBetween(order.day, last) >= asked.days);
  const all = seen.map((order) => ({
    first: order.items,
    then: isDays
      ? union(
          named
            .filter(({ customer }) => customer === order.customer)
            .filter((other) => {
              const gap = daysBetween(order.day, other.day);
              return gap >= 0 && gap <= asked.days;
            })
            .map(({ items }) => items),
        )
      : order.items,
  }));
  const looks = all.filter(({ then }) => then.size <= asked.max_basket);
  const { least, pairs } = pairsOf(looks, asked, false);

  const ids = [...new Set(orders.map(({ customer }) => customer).filter((id) => id !== null))].sort();
  const owned = new Map(
    ids.map((id) => [id, union(orders.filter(({ customer }) => customer === id).map(({ items }) => items))]),
  );
  const addressed = ids.filter((id) => audience === null || audience.has(id));
  const lacks = (id: string, { antecedent, consequent }: { antecedent: string; consequent: string }) =>
    owned.get(id)!.has(antecedent) && !owned.get(id)!.has(consequent);
  const rows = pairs.map((pair) => ({
    ...pair,
    buyers: addressed.filter((id) => owned.get(id)!.has(pair.antecedent)).length,
    to_offer: addressed.filter((id) => lacks(id, pair)).length,
  }));
  const probable = pairs
    .filter(({ low, base_rate }) => low > base_rate)
    .toSorted(
      (a, b) =>
        b.confidence - a.confidence ||
        b.orders_both - a.orders_both ||
        (a.consequent < b.consequent ? -1 : a.consequent > b.consequent ? 1 : 0) ||
        (a.antecedent < b.antecedent ? -1 : 1),
    );
  const best = addressed.flatMap((id) => probable.find((pair) => lacks(id, pair))?.consequent ?? []);

  const steps = ids.flatMap((id) => {
    const own = orders.filter(({ customer }) => customer === id);
    return own.slice(1).map((order, index): Look => ({ first: own[index]!.items, then: order.items }));
  });
  const isStep = ({ size }: ReadonlySet<string>) => size > 0 && size <= asked.max_basket;
  const next = pairsOf(
    steps.filter(({ first, then }) => isStep(first) && isStep(then)),
    asked,
    true,
  ).pairs;
  return {
    rows,
    next,
    offers: [...new Set(best)]
      .map((consequent) => ({ consequent, customers: best.filter((each) => each === consequent).length }))
      .toSorted((a, b) => b.customers - a.customers || (a.consequent < b.consequent ? -1 : 1)),
    totals: {
      orders: looks.length,
      least_orders: least,
      pairs: rows.length,
      beyond_chance: probable.length,
      below_chance: pairs.filter(({ high, base_rate }) => high < base_rate).length,
      unnamed_orders: orders.length - named.length,
      guest_orders: named.length - known.length,
      open_orders: known.length - seen.length,
      wide_orders: all.length - looks.length,
    },
  };
}
