/** The cohort rows once more, in plain TypeScript and by brute force: every cell asks every customer. */
import { addDays, daysBetween, nextPeriod, periodStart, type Period } from "../../../src/base/calendar.ts";
import type { CohortParams } from "../../../src/analyses/cohort-retention/rows.ts";
import type { Context } from "../../../src/sql/query.ts";
import type { ShopOrder } from "../../support/shop.ts";

/** A cell of the reference: the counted columns of the contract. */
export interface ReferenceCell {
  readonly cohort: string | null;
  readonly split: string | null;
  readonly k: number;
  readonly cohort_customers: number;
  readonly n: number;
  readonly customers: number;
  readonly orders: number;
  readonly net_amount: number;
  readonly complete: boolean;
  readonly left_truncated: boolean;
}

interface Customer {
  readonly days: readonly { readonly day: string; readonly amount: number }[];
  readonly first: string;
  readonly cohort: string;
  readonly split: string | null;
}

const windowDays: Readonly<Record<Period, number>> = { day: 1, week: 7, month: 30, quarter: 90, year: 365 };
const byName = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;

/** The counted columns of the rows, in the contract's order. Amounts are whole numbers of the shop, so sums are exact. */
export function referenceRows(
  shop: readonly ShopOrder[],
  params: Pick<CohortParams, "period" | "clock" | "return" | "split_by" | "min_cohort">,
  context: Context,
): readonly ReferenceCell[] {
  const { as_of: asOf, observed_through: through, week_start: weekStart } = context;
  const observed = through < asOf ? through : asOf;
  const start = (day: string) => periodStart(day, params.period, weekStart);
  const step = (cohort: string, k: number): string =>
    k === 0 ? cohort : step(nextPeriod(cohort, params.period, weekStart), k - 1);
  const length = windowDays[params.period];
  const sorted = shop
    .map((order, index) => ({ ...order, id: `o${String(index + 1).padStart(4, "0")}` }))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  const firstOfData = sorted[0]?.at.slice(0, 10);
  const customers: Customer[] = [...new Set(sorted.map(({ customer }) => customer))]
    .filter((id) => id !== null)
    .map((id) => sorted.filter(({ customer }) => customer === id))
    .map((own) => ({
      days: own.map(({ at, amount }) => ({ day: at.slice(0, 10), amount })).filter(({ day }) => day <= asOf),
      first: own[0]!.at.slice(0, 10),
      cohort: start(own[0]!.at.slice(0, 10)),
      split: params.split_by === "channel" ? (own[0]!.channel ?? null) : null,
    }))
    .filter(({ first }) => first <= asOf);

  const kOf = (customer: Customer, day: string): number => {
    if (params.clock === "age") return Math.floor(daysBetween(customer.first, day) / length);
    let k = 0;
    while (step(customer.cohort, k + 1) <= start(day)) k++;
    return k;
  };
  const ended = (customer: Customer, k: number): boolean =>
    params.clock === "age"
      ? addDays(customer.first, (k + 1) * length - 1) <= observed
      : addDays(step(customer.cohort, k + 1), -1) <= observed;
  const begun = (customer: Customer, k: number): boolean =>
    params.clock === "age" ? addDays(customer.first, k * length) <= asOf : step(customer.cohort, k) <= asOf;
  const inSpan = (k: number, at: number): boolean => {
    if (k === 0) return at === 0;
    if (params.return === "in") return at === k;
    return params.return === "by" ? at >= 1 && at <= k : at >= k;
  };

  const cells: ReferenceCell[] = [];
  const groups = [...new Set(customers.map(({ split, cohort }) => JSON.stringify([split, cohort])))].map(
    (key) => JSON.parse(key) as [string | null, string],
  );
  for (const [split, cohort] of groups) {
    const members = customers.filter((one) => one.split === split && one.cohort === cohort);
    if (members.length < params.min_cohort) continue;
    const left_truncated = context.observed_from === null && daysBetween(firstOfData!, cohort) < 90;
    for (let k = 0; members.some((one) => begun(one, k)); k++) {
      const risk = members.filter((one) => ended(one, k));
      const counted = params.clock === "age" ? risk : members;
      const spans = counted.map((one) => one.days.filter(({ day }) => inSpan(k, kOf(one, day))));
      cells.push({
        cohort,
        split,
        k,
        cohort_customers: members.length,
        n: risk.length,
        customers: k === 0 ? counted.length : spans.filter((days) => days.length > 0).length,
        orders: spans.flat().length,
        net_amount: spans.flat().reduce((sum, { amount }) => sum + amount, 0),
        complete: risk.length === members.length,
        left_truncated,
      });
    }
  }
  const pooled: ReferenceCell[] = [];
  for (const cell of cells.filter(({ complete, left_truncated }) => complete && !left_truncated)) {
    const at = pooled.findIndex(({ split, k }) => split === cell.split && k === cell.k);
    const sum = pooled[at] ?? {
      ...cell,
      cohort: null,
      cohort_customers: 0,
      n: 0,
      customers: 0,
      orders: 0,
      net_amount: 0,
    };
    const next = {
      ...sum,
      cohort_customers: sum.cohort_customers + cell.cohort_customers,
      n: sum.n + cell.n,
      customers: sum.customers + cell.customers,
      orders: sum.orders + cell.orders,
      net_amount: sum.net_amount + cell.net_amount,
    };
    if (at < 0) pooled.push(next);
    else pooled[at] = next;
  }
  return [...cells, ...pooled].toSorted(
    (a, b) => byName(a.split, b.split) || byName(a.cohort, b.cohort) || a.k - b.k,
  );
}
