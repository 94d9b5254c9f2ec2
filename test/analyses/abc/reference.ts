/** ABC over plain arrays: no SQL, each entity on its own, money in ten-thousandths. */
import { addDays, daysBetween } from "../../../src/base/calendar.ts";
import type { ShopOrder } from "../../support/shop.ts";
import type { AbcParams } from "../../../src/analyses/abc/params.ts";

/** What is seen and when. */
export interface Seen {
  readonly asOf: string;
  readonly observedThrough: string;
  readonly weekStart: "monday" | "sunday";
  readonly refunds: "reduce_original" | "at_refund_date";
}

/** A row of the reference; values in major units. */
export interface ReferenceRow {
  readonly entity_id: string | null;
  readonly value: number;
  readonly rank: number;
  readonly tier: string;
  readonly flag: string | null;
  readonly margin: number | null;
  readonly roi: number | null;
}

const units = (amount: number) => Math.round(amount * 10_000);
const idOrder = (a: string | null, b: string | null) =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;

interface Sums {
  orders: Set<string>;
  quantity: number;
  net: number;
  costs: number;
}

/** Net amount of an order by the refunds that are known on `day`. */
function netOf(order: ShopOrder, day: string, policy: Seen["refunds"]): number {
  let net = units(order.amount);
  for (const refund of order.refunds ?? []) {
    const booked = policy === "reduce_original" ? "" : (refund.at ?? order.at).slice(0, 10);
    if (booked <= day) net -= units(refund.amount);
  }
  return net;
}

/** Values and costs of every entity by the end of `day`, in ten-thousandths and unrounded. */
function sumsOf(shop: readonly ShopOrder[], params: AbcParams, seen: Seen, day: string) {
  const { entity, cost_per_order, service_cost_per_customer, incentive_rate } = params;
  const known = shop.filter(({ at }) => at.slice(0, 10) <= day);
  const sums = new Map<string | null, Sums>();
  const add = (id: string | null, order: string, quantity: number, net: number, costs: number) => {
    const own = sums.get(id) ?? { orders: new Set(), quantity: 0, net: 0, costs: 0 };
    own.orders.add(order);
    own.quantity += quantity;
    own.net += net;
    own.costs += costs + net * incentive_rate;
    sums.set(id, own);
  };
  for (const order of known) {
    const { customer, lines = [] } = order;
    const ordersOf = known.filter((other) => other.customer === customer).length;
    const overhead =
      units(cost_per_order) + (customer === null ? 0 : units(service_cost_per_customer) / ordersOf);
    const pieces = lines.reduce((sum, { quantity = 1 }) => sum + quantity, 0);
    if (entity === "product" || entity === "category") {
      const whole = lines.reduce((sum, { amount }) => sum + Math.max(units(amount), 0), 0);
      for (const line of lines) {
        const share = whole > 0 ? Math.max(units(line.amount), 0) / whole : 1 / lines.length;
        const id = entity === "product" ? line.product : (line.category ?? null);
        const goods = units(line.cost ?? 0);
        add(id, order.id!, line.quantity ?? 1, units(line.amount), goods + overhead * share);
      }
    } else if (entity !== "customer" || customer !== null) {
      const id =
        entity === "customer" ? customer : ((entity === "channel" ? order.channel : order.country) ?? null);
      const own = units(order.cost ?? 0) + units(order.shipping ?? 0) + units(order.tax ?? 0);
      add(id, order.id!, pieces, netOf(order, day, seen.refunds), own + overhead);
    }
  }
  return sums;
}

/** The ranked entities with their value in ten-thousandths. */
function ranked(shop: readonly ShopOrder[], params: AbcParams, seen: Seen, day: string) {
  const values = [...sumsOf(shop, params, seen, day)].map(([id, { orders, quantity, net, costs }]) => ({
    id,
    net,
    costs,
    value: Math.round(
      { orders: units(orders.size), quantity: units(quantity), profit: net - costs, net_amount: net }[
        params.by
      ],
    ),
  }));
  return values.sort((a, b) => b.value - a.value || idOrder(a.id, b.id));
}

type Ranked = ReturnType<typeof ranked>;

/** The tier of each, with cuts in hundredths so that nothing is rounded. */
function tiersFor(entities: Ranked, params: AbcParams, hundredths: readonly number[]): readonly string[] {
  const total = entities.reduce((sum, { value }) => sum + Math.max(value, 0), 0);
  let before = 0;
  return entities.map(({ value }, index) => {
    const [start, whole] = params.cut === "cumulative" ? [before, total] : [index, entities.length];
    before += value;
    if (value < 0) return "loss";
    const passed = hundredths.filter((cut) => start * 100 >= cut * whole).length;
    return "ABCDEFGHI"[value === 0 ? hundredths.length : passed]!;
  });
}

const hundredthsOf = (params: AbcParams) =>
  (params.cut === "cumulative" ? params.cumulative_cuts : params.headcount_cuts).map((cut) =>
    Math.round(cut * 100),
  );

/** The rows up to `flag`, and margin and return. */
export function referenceRows(
  shop: readonly ShopOrder[],
  params: AbcParams,
  seen: Seen,
): readonly ReferenceRow[] {
  const entities = ranked(shop, params, seen, seen.asOf);
  const tiers = tiersFor(entities, params, hundredthsOf(params));
  return entities.map(({ id, value, net, costs }, index) => {
    const tier = tiers[index]!;
    const mates = tiers.flatMap((other, place) => (other === tier ? [place] : []));
    const isFirst = mates.indexOf(index) < Math.ceil(mates.length / 5);
    const flag =
      tier === "loss" ? "prune" : isFirst && tier === "A" ? "a1" : isFirst && tier === "B" ? "promote" : null;
    const isProfit = params.by === "profit";
    return {
      entity_id: id,
      value: value / 10_000,
      rank: index + 1,
      tier,
      flag,
      margin: isProfit && net > 0 ? value / net : null,
      roi: isProfit && Math.round(costs) > 0 ? value / Math.round(costs) : null,
    };
  });
}

/** The tier of each entity when seen otherwise, by rank; null where it was not there. */
export function referenceOtherTiers(shop: readonly ShopOrder[], params: AbcParams, seen: Seen) {
  const entities = ranked(shop, params, seen, seen.asOf);
  const cuts = hundredthsOf(params);
  // Of both days only what is known on the as-of date.
  const isKnown = (at: string | null) => (at ?? "").slice(0, 10) <= seen.asOf;
  const known = shop
    .filter((order) => isKnown(order.at))
    .map((order) =>
      order.refunds && seen.refunds === "at_refund_date"
        ? { ...order, refunds: order.refunds.filter((refund) => isKnown(refund.at)) }
        : order,
    );
  const at = (day: string) => {
    const others = ranked(known, params, seen, day);
    const tiers = tiersFor(others, params, cuts);
    return entities.map(({ id }) => tiers[others.findIndex((other) => other.id === id)] ?? null);
  };
  const moved = (by: number) =>
    tiersFor(
      entities,
      params,
      cuts.map((cut) => Math.min(100, Math.max(0, cut + by))),
    );
  return {
    days_before: at(addDays(seen.asOf, -7)),
    days_after: at(addDays(seen.asOf, 7)),
    cuts_down: moved(-1),
    cuts_up: moved(1),
  };
}

/** 32 bits mixed by multiplying and folding, as draws.sql does it in 64. */
function mixed(seed: number): number {
  let hash = seed >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 73_244_475) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 73_244_475) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A Poisson number of mean 1: by adding up the probabilities e⁻¹ / k! until they pass the even number. */
function poisson(even: number): number {
  let [k, term] = [0, Math.exp(-1)];
  let below = term;
  while (even >= below && k < 8) {
    k++;
    term /= k;
    below += term;
  }
  return k;
}

/** The share of 200 draws in which each entity has another tier, and the number that has one in each draw. */
export function referenceBootstrap(shop: readonly ShopOrder[], params: AbcParams, seen: Seen) {
  const entities = ranked(shop, params, seen, seen.asOf);
  const cuts = hundredthsOf(params).map((cut) => cut / 100);
  const mass = entities.map(({ value }) => (params.cut === "headcount" ? 1 : Math.max(value, 0)));
  const stepsBy = (weights: readonly number[]) => {
    const whole = mass.reduce((sum, each, index) => sum + each * weights[index]!, 0);
    let start = 0;
    return entities.map((_, index) => {
      const step = cuts.filter((cut) => start >= cut * whole).length;
      start += mass[index]! * weights[index]!;
      return step;
    });
  };
  const base = tiersFor(entities, params, hundredthsOf(params));
  const flips = entities.map(() => 0);
  const perDraw: number[] = [];
  for (let draw = 0; draw < 200; draw++) {
    const weights = entities.map((_, index) => poisson((mixed(draw * 4096 + index + 1) + 0.5) / 2 ** 32));
    if (mass.every((each, index) => each * weights[index]! === 0)) continue;
    const steps = stepsBy(weights);
    let flipped = 0;
    entities.forEach(({ value }, index) => {
      if (value <= 0 || "ABCDEFGHI"[steps[index]!] === base[index]) return;
      flips[index]!++;
      flipped++;
    });
    perDraw.push(flipped);
  }
  return { shares: flips.map((each) => each / Math.max(perDraw.length, 1)), perDraw };
}

const firstOf = (day: string, period: AbcParams["period"], weekStart: Seen["weekStart"]): string => {
  if (period === "day") return day;
  if (period === "week") {
    const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
    return addDays(day, -(weekStart === "monday" ? sinceMonday : (sinceMonday + 1) % 7));
  }
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  if (period === "year") return `${year}-01-01`;
  const first = period === "month" ? month : month - ((month - 1) % 3);
  return `${year}-${String(first).padStart(2, "0")}-01`;
};

/** Periods, mean and class of a product: the units of every day are walked into their period. */
export function referenceXyz(shop: readonly ShopOrder[], params: AbcParams, seen: Seen, product: string) {
  const sold = shop.flatMap(({ at, lines = [] }) =>
    lines.flatMap((line) =>
      line.product === product ? [{ day: at.slice(0, 10), quantity: line.quantity ?? 1 }] : [],
    ),
  );
  const first = sold.map(({ day }) => day).sort()[0]!;
  const last = seen.asOf < seen.observedThrough ? seen.asOf : seen.observedThrough;
  const start = firstOf(first, params.period, seen.weekStart);
  const byPeriod = new Map<string, number>();
  for (let step = 0; step <= daysBetween(start, last); step++) {
    const day = addDays(start, step);
    const period = firstOf(day, params.period, seen.weekStart);
    const own = sold.filter((sale) => sale.day === day).reduce((sum, { quantity }) => sum + quantity, 0);
    byPeriod.set(period, (byPeriod.get(period) ?? 0) + own);
  }
  // The last period counts only where the day after belongs to the next one.
  const after = firstOf(addDays(last, 1), params.period, seen.weekStart);
  byPeriod.delete(after);
  const quantities = [...byPeriod.values()];
  const n = quantities.length;
  if (n === 0) return { periods: 0, mean: null, cv: null, class: null };
  const mean = quantities.reduce((sum, each) => sum + each, 0) / n;
  if (n < 2 || mean <= 0) return { periods: n, mean, cv: null, class: null };
  const variance = quantities.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1);
  const cv = Math.sqrt(variance) / mean;
  const [x, y] = params.xyz_cuts as [number, number];
  const band = 1e-9;
  return { periods: n, mean, cv, class: cv <= x + band ? "X" : cv <= y + band ? "Y" : "Z" };
}

/** Gini of the positive values by the mean difference of all pairs: no ranks, no sums of i. */
export function referenceGini(values: readonly number[]): number | null {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return null;
  const mean = positive.reduce((sum, value) => sum + value, 0) / positive.length;
  const differences = positive.flatMap((one) => positive.map((other) => Math.abs(one - other)));
  return differences.reduce((sum, each) => sum + each, 0) / (2 * positive.length ** 2 * mean);
}
