/** Replenishment by hand: loops over a shop's orders, no SQL. */
import { addDays, daysBetween } from "../../../src/base/calendar.ts";
import type { ShopOrder } from "../../support/shop.ts";

export interface ReplenishmentAsk {
  readonly lead_max: number;
  readonly lead_min: number;
  readonly lasts: readonly { product: string; units_per_pack: number; units_per_day: number }[];
  readonly cycle_of: "returning" | "everyone";
  readonly due_share: number;
  readonly per_unit: "where_it_matters" | "always" | "never";
  readonly min_gaps: number;
  readonly lapsed_after: number;
}

interface Purchase {
  readonly customer: string;
  readonly day: string;
  readonly quantity: number;
  /** Days to the next purchase, or watched so far. */
  readonly days: number;
  readonly ended: boolean;
}

/** Every purchase of a product by customer and day, returns taken off. */
function purchasesOf(shop: readonly ShopOrder[], product: string, asOf: string, observed: string) {
  const totals = new Map<string, number>();
  for (const { customer, at, lines = [] } of shop) {
    const day = at.slice(0, 10);
    if (customer === null || day > asOf) continue;
    for (const line of lines)
      if (line.product === product) {
        const key = `${customer} ${day}`;
        totals.set(key, (totals.get(key) ?? 0) + (line.quantity ?? 1));
      }
  }
  const kept = [...totals]
    .filter(([, quantity]) => quantity > 0)
    .map(([key, quantity]) => ({ customer: key.split(" ")[0]!, day: key.split(" ")[1]!, quantity }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  return kept.map((each): Purchase => {
    const next = kept.find(({ customer, day }) => customer === each.customer && day > each.day);
    const days = daysBetween(each.day, next?.day ?? observed);
    return { ...each, days: Math.max(0, days), ended: next !== undefined };
  });
}

/** True where the logarithms of quantity and days correlate beyond chance among the waits that ended. */
function matters(purchases: readonly Purchase[]): boolean {
  const ended = purchases.filter((each) => each.ended);
  const n = ended.length;
  if (n <= 2) return false;
  const points = ended.map(({ quantity, days }) => [Math.log(quantity), Math.log(days)] as const);
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / n;
  const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)];
  const xx = mean(([x]) => (x - mx) ** 2);
  const yy = mean(([, y]) => (y - my) ** 2);
  if (xx < 1e-12 || yy < 1e-12) return false;
  return mean(([x, y]) => (x - mx) * (y - my)) / Math.sqrt(xx * yy) > 1.959963984540054 / Math.sqrt(n) + 1e-9;
}

/** The share still waiting after each length at which a wait ended, by the product limit. */
function productLimit(waits: readonly { days: number; ended: boolean }[]) {
  const lengths = [...new Set(waits.filter(({ ended }) => ended).map(({ days }) => days))];
  let waiting = 1;
  return lengths
    .sort((a, b) => a - b)
    .map((days) => {
      const risk = waits.filter((wait) => wait.days >= days).length;
      const back = waits.filter((wait) => wait.ended && wait.days === days).length;
      waiting *= 1 - back / risk;
      return { days, waiting };
    });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** How long a product lasts, or why that is not known. */
function cycleOf(purchases: readonly Purchase[], product: string, ask: ReplenishmentAsk, observed: string) {
  const typed = ask.lasts.find((row) => row.product.toLowerCase() === product.toLowerCase());
  if (typed) return { days: typed.units_per_pack / typed.units_per_day, byUnit: true, gaps: null };
  const byUnit = ask.per_unit === "always" || (ask.per_unit === "where_it_matters" && matters(purchases));
  const gaps = purchases.filter(({ ended }) => ended).length;
  if (gaps < ask.min_gaps) return "few_gaps";
  const waits = purchases.map(({ days, quantity, ended }) => ({
    days: byUnit ? Number((days / quantity).toFixed(6)) : days,
    ended,
  }));
  const curve = productLimit(waits);
  const back = 1 - (curve.at(-1)?.waiting ?? 1);
  const target = ask.due_share * (ask.cycle_of === "returning" ? back : 1);
  const step = curve.find(({ waiting }) => 1 - waiting >= target - 1e-9);
  if (!step) return "share_not_reached";
  const usual = byUnit ? median(purchases.map(({ quantity }) => quantity)) : 1;
  const first = purchases.map(({ day }) => day).sort()[0]!;
  if (2 * step.days * usual > daysBetween(first, observed)) return "too_new";
  return { days: step.days, byUnit, gaps };
}

/** The rows of the contract without names and intervals, and the products without a cycle by reason. */
export function remind(shop: readonly ShopOrder[], ask: ReplenishmentAsk, asOf: string, through: string) {
  const observed = through < asOf ? through : asOf;
  const products = new Set(shop.flatMap(({ lines = [] }) => lines.map(({ product }) => product)));
  const missing = { few_gaps: 0, share_not_reached: 0, too_new: 0 };
  const rows = [...products].flatMap((product) => {
    const purchases = purchasesOf(shop, product, asOf, observed);
    if (purchases.length === 0) return [];
    const cycle = cycleOf(purchases, product, ask, observed);
    if (typeof cycle === "string") {
      missing[cycle as keyof typeof missing]++;
      return [];
    }
    return purchases
      .filter(({ ended }) => !ended)
      .map(({ customer, day, quantity }) => {
        const lasts = Math.max(1, Math.round(cycle.days * (cycle.byUnit ? quantity : 1)));
        const due = addDays(day, lasts);
        const lead = (days: number) => (lasts - days < 1 ? addDays(day, 1) : addDays(due, -days));
        const [from, to] = [lead(ask.lead_max), lead(ask.lead_min)];
        const since = daysBetween(day, asOf);
        const state =
          since > ask.lapsed_after * lasts
            ? "lapsed"
            : asOf < from
              ? "upcoming"
              : asOf <= to
                ? "now"
                : "overdue";
        return {
          customer_id: customer,
          product_id: product,
          last_bought_at: day,
          quantity,
          due_at: due,
          remind_from: from,
          remind_to: to,
          state,
          cycle_days: cycle.days,
          gaps: cycle.gaps,
          by_unit: cycle.byUnit,
        };
      });
  });
  const rank = (state: string) => ["now", "overdue", "upcoming", "lapsed"].indexOf(state);
  const key = ({ due_at, customer_id, product_id }: (typeof rows)[number]) =>
    `${due_at} ${customer_id} ${product_id}`;
  return {
    rows: rows.sort((a, b) => rank(a.state) - rank(b.state) || (key(a) < key(b) ? -1 : 1)),
    missing,
  };
}
