/** The parameters of care-calendar. */
import { addDays } from "../../base/calendar.ts";
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import type { Context, SqlValue } from "../../sql/query.ts";
import { cycleValues } from "../store-cycle.ts";
import { lastsParam, params as replenishmentParams } from "../replenishment/params.ts";
import { holidayDates, holidays, type Holiday } from "./holidays.ts";

/** The reasons to write to a customer, the most valuable first. */
export const reasons = [
  "unpaid",
  "replenishment",
  "at_risk",
  "win_back",
  "birthday",
  "member_since",
  "event",
  "first_order",
  "holiday",
] as const;

/** One of {@link reasons}. */
export type Reason = (typeof reasons)[number];

/** Whom an occasion is for, by their status on the as-of date. */
export const audiences = [
  "not_lost",
  "everyone",
  "active",
  "new",
  "reactivated",
  "short_term_churned",
  "long_term_churned",
] as const;

/** The holidays of a new calendar. */
const usual: readonly Holiday[] = [
  "spring_festival",
  "qixi",
  "mid_autumn",
  "six_one_eight",
  "double_eleven",
  "mothers_day",
  "black_friday",
  "christmas",
];

/**
 * - `days`: the coming days, from the day after the as-of date on.
 * - `reasons`: those asked for, the most valuable first; one that is not in the table is not asked for, one that is twice is
 *   refused. `unpaid`: an order not paid; `replenishment`: a window to remind in opens (or is open); `at_risk`: more than
 *   `at_risk_from` of a cycle passes; `win_back`: short-term churned; `birthday`; `member_since`, `first_order`: the
 *   anniversary; `event`, `holiday`: from their tables.
 * - `quiet_days`: no customer is written to twice within so many days, counting contacts of a contact file; at least a day.
 * - `quiet_hours`: hours at which nobody is written to, from the first on to before the last, over midnight too.
 * - `cycle`, `cycle_days`: the store's purchase cycle: computed as purchase-cycle does by default, or typed.
 * - `win_back`: `all` who are short-term churned (those who already are: on the first day), or the `new` of these days.
 * - `unpaid_days`: an unpaid order older than that is given up.
 * - `member_since`: the column of the customer file with the day of joining; null: none.
 * - `holidays`: their days are computed; `events`: the shop's own, a row without a date means nothing. `audience`: by
 *   status; `not_lost` everyone but the long-term churned.
 * - `lasts`, `lead_max`, `lead_min`: as in replenishment, whose other parameters have their defaults.
 */
export const params = {
  days: { kind: "number", min: 1, max: 92, integer: true, default: 14 },
  reasons: {
    kind: "table",
    fields: { reason: { kind: "choice", choices: reasons, default: reasons[0] } },
    minRows: 1,
    maxRows: reasons.length,
    default: reasons.map((reason) => ({ reason })),
  },
  quiet_days: { kind: "number", min: 0, max: 92, integer: true, default: 7 },
  quiet_hours: {
    kind: "table",
    fields: {
      from: { kind: "number", min: 0, max: 23, integer: true, default: 21 },
      to: { kind: "number", min: 0, max: 24, integer: true, default: 9 },
    },
    maxRows: 8,
    default: [{ from: 21, to: 9 }],
  },
  cycle: { kind: "choice", choices: ["computed", "typed"], default: "computed" },
  cycle_days: {
    kind: "number",
    min: 1,
    max: 3650,
    default: 60,
    when: { param: "cycle", is: ["typed"] },
  },
  at_risk_from: { kind: "number", min: 0.1, max: 1, default: 0.8 },
  win_back: { kind: "choice", choices: ["all", "new"], default: "all" },
  unpaid_days: { kind: "number", min: 1, max: 92, integer: true, default: 7 },
  member_since: { kind: "text", nullable: true, default: null },
  holidays: {
    kind: "table",
    fields: {
      holiday: { kind: "choice", choices: holidays, default: holidays[0] },
      audience: { kind: "choice", choices: audiences, default: audiences[0] },
    },
    default: usual.map((holiday) => ({ holiday, audience: "not_lost" as const })),
  },
  events: {
    kind: "table",
    fields: {
      date: { kind: "date", nullable: true, default: null },
      name: { kind: "text", default: "" },
      audience: { kind: "choice", choices: audiences, default: audiences[0] },
    },
    default: [],
  },
  lasts: lastsParam,
  lead_max: replenishmentParams.lead_max,
  lead_min: replenishmentParams.lead_min,
} as const satisfies ParamSpecs;

/** The checked parameters of care-calendar. */
export type CareParams = ParamsOf<typeof params>;

/** Days of one column of the chart. */
export const columnDays = ({ days }: Pick<CareParams, "days">): number => (days <= 31 ? 1 : 7);

/** The first of the coming days: after the as-of date, or after the last day that a filter counts. */
export function firstDate({ as_of, counted_through }: Context): string {
  return addDays(counted_through && counted_through < as_of ? counted_through : as_of, 1);
}

/** The values that the SQL names besides the parameters: holidays of the coming days, and what the shared SQL asks. */
export function bind(given: CareParams, context: Context): Readonly<Record<string, SqlValue>> {
  const first = firstDate(context);
  const found = given.holidays.flatMap(({ holiday, audience }) =>
    holidayDates(holiday, first, given.days).map((date) => ({ holiday, audience, date })),
  );
  return {
    first_date: { date: first },
    column_days: columnDays(given),
    holiday_date: found.map(({ date }) => ({ date })),
    holiday_id: found.map(({ holiday }) => holiday),
    holiday_audience: found.map(({ audience }) => audience),
    has_member_column: given.member_since !== null,
    member_column: { name: given.member_since ?? "customer_id" },
    ...cycleValues,
    per_unit: replenishmentParams.per_unit.default,
    cycle_of: replenishmentParams.cycle_of.default,
    due_share: replenishmentParams.due_share.default,
    lapsed_after: replenishmentParams.lapsed_after.default,
  };
}
