/** campaign-plan once more, slowly: over arrays, day by day, customer by customer. */
import type { PlanParams } from "../../../src/analyses/campaign-plan/params.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { ShopOrder } from "../../support/shop.ts";

/** What the plan is asked besides its parameters. */
export interface Asked {
  readonly asOf: string;
  readonly observed: string;
  readonly isBooked: boolean;
  /** The customers of the list; null is everyone. */
  readonly list: ReadonlySet<string> | null;
  /** E-mail address and phone number by customer. */
  readonly addresses: ReadonlyMap<string, readonly [string | null, string | null]>;
}

const dayOf = ({ at }: ShopOrder) => at.slice(0, 10);

/** The days of the n-th last window, one by one. */
const daysOf = (last: string, length: number, k: number): readonly string[] =>
  Array.from({ length }, (_, index) => addDays(last, -(k - 1) * length - index));

/** Who of the list had ordered before a window, and who of these ordered in it; null where the orders began later. */
function windowOf(
  people: ReadonlyMap<string, readonly ShopOrder[]>,
  firstDay: string,
  days: readonly string[],
) {
  const from = days.at(-1)!;
  if (from < firstDay) return null;
  let n = 0;
  let ordered = 0;
  for (const orders of people.values()) {
    if (!orders.some((order) => dayOf(order) < from)) continue;
    n++;
    if (orders.some((order) => days.includes(dayOf(order)))) ordered++;
  }
  return { n, ordered };
}

/** Money of an order as it is known on the date: of refunds on their own day those up to it, else all. */
function worth(order: ShopOrder, { asOf, isBooked }: Asked): number {
  const known = (order.refunds ?? []).filter(({ at }) => !isBooked || (at ?? dayOf(order)) <= asOf);
  return known.reduce((left, { amount }) => left - amount, order.amount);
}

/** The plan of a shop. */
export function reference(shop: readonly ShopOrder[], params: PlanParams, asked: Asked) {
  const { asOf, observed, list, addresses } = asked;
  const known = shop.filter((order) => dayOf(order) <= asOf);
  const people = new Map<string, ShopOrder[]>();
  for (const order of known)
    if (order.customer !== null && (list === null || list.has(order.customer)))
      people.set(order.customer, [...(people.get(order.customer) ?? []), order]);
  const first = shop.map(dayOf).toSorted()[0]!;
  const windows = Array.from({ length: 12 }, (_, index) => 12 - index).flatMap((k) => {
    const found = windowOf(people, first, daysOf(observed, params.window_days, k));
    return found ? [{ k, ...found }] : [];
  });
  const base = windows.find(({ k }) => k === params.windows_back) ?? { n: 0, ordered: 0 };
  const rate = base.n === 0 ? null : base.ordered / base.n;
  const own = [...people.values()].flat();
  const average =
    own.length === 0 ? null : own.reduce((sum, order) => sum + worth(order, asked), 0) / own.length;
  const buyers = new Set(known.flatMap(({ customer }) => customer ?? []));
  const reachedBy = (place: 0 | 1): number | null => {
    const own = (id: string) => addresses.get(id)?.[place] ?? null;
    if (![...buyers].some((id) => own(id) !== null)) return null;
    return new Set([...people.keys()].flatMap((id) => own(id)?.toLowerCase() ?? [])).size;
  };
  const kept = average === null || params.margin === null ? null : average * params.margin - params.incentive;
  const takers = params.incentive === 0 ? 0 : rate;
  const rows = params.channels.map(({ channel, unit_cost }) => {
    const reachable = channel === "email" ? reachedBy(0) : channel === "other" ? null : reachedBy(1);
    const chosen = reachable ?? people.size;
    const control = Math.round(chosen * params.control_share);
    const contacted = chosen - control;
    const response = Math.min(params.response_rate, 1 - (rate ?? 0));
    const each = takers === null ? null : unit_cost + takers * params.incentive;
    return {
      channel,
      reachable,
      control,
      contacted,
      cost: unit_cost * contacted,
      break_even: kept === null || kept <= 0 || each === null ? null : each / kept,
      expected_orders: contacted * response,
      expected_net_amount: average === null ? null : contacted * response * average,
      expected_profit: kept === null || each === null ? null : contacted * (response * kept - each),
    };
  });
  return { customers: people.size, rate, base, average, windows, rows };
}
