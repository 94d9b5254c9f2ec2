/** The care calendar by hand: loops over customers and days, no SQL. */
import { addDays, daysBetween } from "../../../src/base/calendar.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { remind } from "../replenishment/reference.ts";

export interface CareAsk {
  readonly days: number;
  readonly reasons: readonly { reason: string }[];
  readonly quiet_days: number;
  readonly quiet_hours: readonly { from: number; to: number }[];
  readonly cycle_days: number;
  readonly at_risk_from: number;
  readonly win_back: "all" | "new";
  readonly events: readonly { date: string; name: string; audience: string }[];
  readonly lasts: readonly { product: string; units_per_pack: number; units_per_day: number }[];
}

interface Reason {
  readonly date: string;
  readonly reason: string;
  readonly detail: string | null;
}

const dayOf = ({ at }: ShopOrder) => at.slice(0, 10);

function statusOf(days: readonly string[], cycle: number, asOf: string): string {
  const since = daysBetween(days.at(-1)!, asOf);
  if (since > 3 * cycle) return "long_term_churned";
  if (since > cycle) return "short_term_churned";
  const came = days.filter((day, index) => index > 0 && daysBetween(days[index - 1]!, day) > 3 * cycle);
  if (came.some((day) => daysBetween(day, asOf) <= cycle)) return "reactivated";
  return daysBetween(days[0]!, asOf) <= cycle ? "new" : "active";
}

/** True where a day is the yearly return of another, 29 February on the 28th where there is no 29th. */
function returnsOn(date: string, day: string): boolean {
  if (date <= day || date.slice(0, 4) === day.slice(0, 4)) return false;
  if (date.slice(5) === day.slice(5)) return true;
  return day.endsWith("-02-29") && date.endsWith("-02-28") && addDays(date, 1).endsWith("-03-01");
}

/** Every reason of a customer on any of the coming days. */
function reasonsOf(
  days: readonly string[],
  birthday: string | undefined,
  ask: CareAsk,
  asOf: string,
): readonly Reason[] {
  const found: Reason[] = [];
  const last = days.at(-1)!;
  const status = statusOf(days, ask.cycle_days, asOf);
  for (let ahead = 1; ahead <= ask.days; ahead++) {
    const date = addDays(asOf, ahead);
    const since = daysBetween(last, date);
    const passes = (limit: number) => since > limit && since - 1 <= limit;
    if (passes(ask.at_risk_from * ask.cycle_days) && since <= ask.cycle_days)
      found.push({ date, reason: "at_risk", detail: String(since) });
    const isPast = since > ask.cycle_days && since <= 3 * ask.cycle_days;
    if (isPast && (passes(ask.cycle_days) || (ahead === 1 && ask.win_back === "all")))
      found.push({ date, reason: "win_back", detail: String(since) });
    if (birthday !== undefined && returnsOn(date, birthday))
      found.push({ date, reason: "birthday", detail: null });
    if (returnsOn(date, days[0]!)) {
      const years = Number(date.slice(0, 4)) - Number(days[0]!.slice(0, 4));
      found.push({ date, reason: "first_order", detail: String(years) });
    }
    for (const event of ask.events) {
      const isFor =
        event.audience === "everyone" ||
        event.audience === status ||
        (event.audience === "not_lost" && status !== "long_term_churned");
      if (event.date === date && isFor) found.push({ date, reason: "event", detail: event.name });
    }
  }
  return found;
}

/** Takes the best reason, strikes out what is too close to it, and again. */
function schedule(found: readonly Reason[], ask: CareAsk): readonly Reason[] {
  const place = ({ reason }: Reason) => ask.reasons.findIndex((each) => each.reason === reason);
  let left = found
    .filter((each) => place(each) >= 0)
    .toSorted(
      (a, b) =>
        place(a) - place(b) ||
        (a.date === b.date ? ((a.detail ?? "") < (b.detail ?? "") ? -1 : 1) : a.date < b.date ? -1 : 1),
    );
  const taken: Reason[] = [];
  while (left.length > 0) {
    const best = left[0]!;
    taken.push(best);
    left = left.filter(({ date }) => Math.abs(daysBetween(best.date, date)) >= Math.max(1, ask.quiet_days));
  }
  return taken;
}

/** The open hour with the most of these orders, of equals by the second figure; null without one. */
function busiest(orders: readonly ShopOrder[], ask: CareAsk, tie: (own: readonly ShopOrder[]) => string) {
  const isOpen = (hour: number) =>
    !ask.quiet_hours.some(({ from, to }) =>
      from <= to ? hour >= from && hour < to : hour >= from || hour < to,
    );
  const open = Array.from({ length: 24 }, (_, hour) => hour).filter(isOpen);
  const ranked = open
    .map((hour) => ({ hour, own: orders.filter(({ at }) => Number(at.slice(11, 13)) === hour) }))
    .filter(({ own }) => own.length > 0)
    .sort((a, b) => b.own.length - a.own.length || (tie(a.own) > tie(b.own) ? -1 : 1));
  return { hour: ranked[0]?.hour ?? null, first: open[0]! };
}

/** The rows of the contract. */
export function care(
  shop: readonly ShopOrder[],
  birthdays: Readonly<Record<string, string>>,
  ask: CareAsk,
  asOf: string,
) {
  const known = shop.filter((order) => dayOf(order) <= asOf);
  const latest = (own: readonly ShopOrder[]) =>
    own
      .map(({ at }) => at)
      .sort()
      .at(-1)!;
  const earliestHour = (own: readonly ShopOrder[]) => String(99 - Number(own[0]!.at.slice(11, 13)));
  const shops = busiest(known, ask, earliestHour);
  const isTimed = known.some(({ at }) => !at.endsWith("00:00:00"));
  const reminders = remind(
    shop,
    {
      lead_max: 5,
      lead_min: 2,
      lasts: ask.lasts,
      cycle_of: "returning",
      due_share: 0.5,
      per_unit: "where_it_matters",
      min_gaps: 10,
      lapsed_after: 3,
    },
    asOf,
    asOf,
  ).rows;
  const tomorrow = addDays(asOf, 1);
  const end = addDays(asOf, ask.days);
  const rows = [...new Set(known.flatMap(({ customer }) => customer ?? []))].flatMap((customer) => {
    const own = known.filter((order) => order.customer === customer);
    const days = [...new Set(own.map(dayOf))].sort();
    const refills = reminders
      .filter((row) => row.customer_id === customer && ["now", "upcoming"].includes(row.state))
      .map((row): Reason & { until: string } => ({
        date: row.remind_from > tomorrow ? row.remind_from : tomorrow,
        until: row.remind_to,
        reason: "replenishment",
        detail: row.product_id,
      }))
      .filter(({ date, until }) => date <= until && date <= end);
    const ownHour = own.length >= 3 ? busiest(own, ask, latest).hour : null;
    const hour = isTimed ? (ownHour ?? shops.hour ?? shops.first) : null;
    return schedule([...reasonsOf(days, birthdays[customer], ask, asOf), ...refills], ask).map(
      ({ date, reason, detail }) => ({ date, hour, customer_id: customer, reason, detail }),
    );
  });
  const place = (row: (typeof rows)[number]) => ask.reasons.findIndex(({ reason }) => reason === row.reason);
  return rows.sort(
    (a, b) =>
      (a.date < b.date ? -1 : a.date > b.date ? 1 : 0) ||
      (a.hour ?? 99) - (b.hour ?? 99) ||
      place(a) - place(b) ||
      (a.customer_id < b.customer_id ? -1 : 1),
  );
}
