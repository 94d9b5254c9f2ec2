/** The cohort rows once more, in plain TypeScript and by brute force: every cell asks every customer. */
import { addDays, daysBetween, nextPeriod, periodStart, type Period } from "../../../src/base/calendar.ts";
import {
  params as specs,
  type CohortParams,
  type CohortRow,
} from "../../../src/analyses/cohort-retention/rows.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import type { Context } from "../../../src/sql/query.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import type { ShopOrder } from "../../support/shop.ts";

/** An order or a dated refund of a customer; money in hundredths, `measured` null where it is unknown. */
interface Booking {
  readonly day: string;
  readonly orders: 0 | 1;
  readonly net: number;
  readonly measured: number | null;
}

interface Customer {
  readonly first: string;
  readonly cohort: string;
  readonly split: string | null;
  readonly bookings: readonly Booking[];
}

/** What a cell adds up, money in hundredths. */
interface Sums {
  readonly cohort_customers: number;
  readonly n: number;
  readonly customers: number;
  readonly orders: number;
  readonly net: number;
  readonly measured: number;
  readonly cumulative: number;
  readonly baseOrders: number;
  readonly baseMeasured: number;
}

type Cell = Pick<
  CohortRow,
  "cohort" | "split" | "k" | "complete" | "left_truncated" | "from_day" | "to_day"
> &
  Sums;

const windowDays: Readonly<Record<Period, number>> = { day: 1, week: 7, month: 30, quarter: 90, year: 365 };
const byName = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;
const hundredths = (amount: number) => Math.round(amount * 100);
const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

function bookingsOf(
  own: readonly ShopOrder[],
  { measure }: CohortParams,
  { as_of: asOf, refund_policy: policy }: Context,
): readonly Booking[] {
  const dated = policy === "at_refund_date";
  const margin = measure === "margin" || measure === "cumulative_margin";
  return own
    .filter(({ at }) => at.slice(0, 10) <= asOf)
    .flatMap((order): readonly Booking[] => {
      const { at, amount, cost, shipping = 0, tax = 0, refunds = [] } = order;
      const day = at.slice(0, 10);
      const net =
        hundredths(amount) - (dated ? 0 : total(refunds.map((refund) => hundredths(refund.amount))));
      const left =
        cost === undefined ? null : net - hundredths(cost) - hundredths(shipping) - hundredths(tax);
      const returned = (dated ? refunds : [])
        .map((refund): Booking => {
          const money = -hundredths(refund.amount);
          const measured = margin && cost === undefined ? null : money;
          return { day: (refund.at ?? at).slice(0, 10), orders: 0, net: money, measured };
        })
        .filter((refund) => refund.day <= asOf);
      return [{ day, orders: 1, net, measured: margin ? left : net }, ...returned];
    });
}

function splitOf(first: ShopOrder, { split_by: by }: CohortParams): string | null {
  if (by === "none") return null;
  if (by === "product") return first.lines?.[0]?.product ?? null;
  if (by === "category") return first.lines?.find(({ category }) => category)?.category ?? null;
  return first[by] ?? null;
}

/** The measure of a cell, or null where nobody is at risk or there is nothing to divide by. */
function valueOf(sums: Sums, { measure, show }: CohortParams): number | null {
  const { n, customers, orders, measured, cumulative, baseOrders, baseMeasured } = sums;
  if (n === 0) return null;
  if (measure === "customers") return customers / n;
  const rate = show === "rate";
  if (measure === "orders") return rate ? (baseOrders > 0 ? orders / baseOrders : null) : orders / n;
  if (rate && baseMeasured <= 0) return null;
  if (measure === "average_order_value")
    return orders === 0 ? null : measured / orders / (rate ? baseMeasured / baseOrders : 100);
  const money = measure.startsWith("cumulative") ? cumulative : measured;
  return money / (rate ? baseMeasured : n * 100);
}

function toRow(cell: Cell, params: CohortParams): CohortRow {
  const { cohort, split, k, complete, left_truncated, from_day, to_day } = cell;
  const { cohort_customers, n, customers, orders, net } = cell;
  const interval = params.measure === "customers" ? wilsonInterval(customers, n) : null;
  return {
    ...{ cohort, split, k, cohort_customers, n, customers, orders, net_amount: net / 100 },
    value: valueOf(cell, params),
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    ...{ complete, left_truncated, from_day, to_day },
  };
}

/** The rows in the contract's order. Amounts of the shop are whole hundredths, so that sums are exact. */
export function referenceRows(
  shop: readonly ShopOrder[],
  given: Partial<CohortParams>,
  context: Context,
): readonly CohortRow[] {
  const params = parseParams(specs, given);
  const { as_of: asOf, observed_through: through, week_start: weekStart } = context;
  const observed = through < asOf ? through : asOf;
  const ranges =
    params.brackets ??
    (params.clock === "days" ? [1, 3, 7, 30].map((day) => ({ from_day: day, to_day: day + 1 })) : null);
  const brackets = ranges && [{ from_day: 0, to_day: 1 }, ...ranges];
  const start = (day: string) => periodStart(day, params.period, weekStart);
  const step = (cohort: string, k: number): string =>
    k === 0 ? cohort : step(nextPeriod(cohort, params.period, weekStart), k - 1);
  const length = windowDays[params.period];
  const sorted = shop
    .map((order, index) => ({ ...order, id: order.id ?? `o${String(index + 1).padStart(4, "0")}` }))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  const customers: Customer[] = [...new Set(sorted.map(({ customer }) => customer))]
    .filter((id) => id !== null)
    .map((id) => sorted.filter(({ customer }) => customer === id))
    .map((own) => ({
      first: own[0]!.at.slice(0, 10),
      cohort: start(own[0]!.at.slice(0, 10)),
      split: splitOf(own[0]!, params),
      bookings: bookingsOf(own, params, context),
    }))
    .filter(({ first }) => first <= asOf);

  /** The period of a day, or under brackets the days since the first order; a refund is never before it. */
  const kOf = (customer: Customer, day: string): number => {
    if (brackets) return Math.max(0, daysBetween(customer.first, day));
    if (params.clock === "age") return Math.max(0, Math.floor(daysBetween(customer.first, day) / length));
    let k = 0;
    while (step(customer.cohort, k + 1) <= start(day)) k++;
    return k;
  };
  const lastDay = (customer: Customer, k: number): string =>
    brackets
      ? addDays(customer.first, brackets[k]!.to_day - 1)
      : params.clock === "age"
        ? addDays(customer.first, (k + 1) * length - 1)
        : addDays(step(customer.cohort, k + 1), -1);
  const firstDay = (customer: Customer, k: number): string =>
    brackets
      ? addDays(customer.first, brackets[k]!.from_day)
      : params.clock === "age"
        ? addDays(customer.first, k * length)
        : step(customer.cohort, k);
  const inSpan = (k: number, at: number): boolean => {
    const [from, to] = brackets ? [brackets[k]!.from_day, brackets[k]!.to_day - 1] : [k, k];
    if (k === 0) return at === 0;
    if (params.return === "in") return at >= from && at <= to;
    return params.return === "by" ? at >= 1 && at <= to : at >= from;
  };
  const upTo = (k: number, at: number): boolean => at <= (brackets ? brackets[k]!.to_day - 1 : k);

  const sumsOf = (members: readonly Customer[], k: number): Sums => {
    const risk = members.filter((one) => lastDay(one, k) <= observed);
    const counted = brackets || params.clock === "age" ? risk : members;
    const within = (test: (at: number) => boolean) =>
      counted.map((one) => one.bookings.filter(({ day }) => test(kOf(one, day))));
    const spans = within((at) => inSpan(k, at));
    const base = within((at) => at === 0).flat();
    const measured = (bookings: readonly Booking[]) => total(bookings.map((each) => each.measured ?? 0));
    return {
      cohort_customers: members.length,
      n: risk.length,
      customers:
        k === 0 ? counted.length : spans.filter((each) => each.some(({ orders }) => orders === 1)).length,
      orders: total(spans.flat().map(({ orders }) => orders)),
      net: total(spans.flat().map(({ net }) => net)),
      measured: measured(spans.flat()),
      cumulative: measured(within((at) => upTo(k, at)).flat()),
      baseOrders: total(base.map(({ orders }) => orders)),
      baseMeasured: measured(base),
    };
  };

  const firstOfData = sorted[0]?.at.slice(0, 10);
  const groups = [...new Set(customers.map(({ split, cohort }) => JSON.stringify([split, cohort])))].map(
    (key) => JSON.parse(key) as [string | null, string],
  );
  const cells = groups.flatMap(([split, cohort]): readonly Cell[] => {
    const members = customers.filter((one) => one.split === split && one.cohort === cohort);
    if (members.length < params.min_cohort) return [];
    const left_truncated = context.observed_from === null && daysBetween(firstOfData!, cohort) < 90;
    const own: Cell[] = [];
    for (let k = 0; brackets ? k < brackets.length : members.some((one) => firstDay(one, k) <= asOf); k++) {
      if (!members.some((one) => firstDay(one, k) <= asOf)) continue;
      const sums = sumsOf(members, k);
      const { from_day = null, to_day = null } = brackets?.[k] ?? {};
      const complete = sums.n === members.length;
      own.push({ cohort, split, k, complete, left_truncated, from_day, to_day, ...sums });
    }
    return own;
  });
  const pooled = new Map<string, Cell>();
  for (const cell of cells.filter(({ complete, left_truncated }) => complete && !left_truncated)) {
    const key = JSON.stringify([cell.split, cell.k]);
    const sum = pooled.get(key);
    const added = Object.entries(cell).map(([name, value]) => [
      name,
      typeof value === "number" && sum && !["k", "from_day", "to_day"].includes(name)
        ? value + Number(sum[name as keyof Sums])
        : value,
    ]);
    pooled.set(key, { ...(Object.fromEntries(added) as Cell), cohort: null });
  }
  return [...cells, ...pooled.values()]
    .toSorted((a, b) => byName(a.split, b.split) || byName(a.cohort, b.cohort) || a.k - b.k)
    .map((cell) => toRow(cell, params));
}
