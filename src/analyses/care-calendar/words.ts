/** The words of care-calendar: counts, reasons, occasions and audiences as texts. */
import { m, type Messages } from "../../messages/messages.ts";

type Labels = Readonly<Record<string, (inputs: object, messages: Messages) => string>>;

const counted = (n: number, messages: Messages) => ({ n, shown: messages.integer(n) });

/** `24 customers`. */
export const customersWords = (n: number, messages: Messages): string =>
  m.care_n_customers(counted(n, messages), messages);

/** `31 contacts`. */
export const contactsWords = (n: number, messages: Messages): string =>
  m.care_n_contacts(counted(n, messages), messages);

/** `62 days`, with one decimal below ten where they are not whole. */
export const daysWords = (days: number, messages: Messages): string =>
  m.care_n_days({ n: days, shown: messages.number(days, days < 10 ? 1 : 0) }, messages);

const reasons: Labels = {
  unpaid: m.care_reason_unpaid,
  replenishment: m.care_reason_replenishment,
  at_risk: m.care_reason_at_risk,
  win_back: m.care_reason_win_back,
  birthday: m.care_reason_birthday,
  member_since: m.care_reason_member_since,
  event: m.care_reason_event,
  first_order: m.care_reason_first_order,
  holiday: m.care_reason_holiday,
};

/** The name of a reason. */
export const reasonWords = (reason: string, messages: Messages): string =>
  reasons[reason]?.({}, messages) ?? reason;

const audiences: Labels = {
  not_lost: m.care_audience_not_lost,
  everyone: m.care_audience_everyone,
  active: m.care_audience_active,
  new: m.care_audience_new,
  reactivated: m.care_audience_reactivated,
  short_term_churned: m.care_audience_short_term_churned,
  long_term_churned: m.care_audience_long_term_churned,
};

/** The name of an audience. */
export const audienceWords = (audience: string, messages: Messages): string =>
  audiences[audience]?.({}, messages) ?? audience;

const holidays: Labels = {
  spring_festival: m.care_holiday_spring_festival,
  lantern_festival: m.care_holiday_lantern_festival,
  dragon_boat: m.care_holiday_dragon_boat,
  qixi: m.care_holiday_qixi,
  mid_autumn: m.care_holiday_mid_autumn,
  double_ninth: m.care_holiday_double_ninth,
  national_day: m.care_holiday_national_day,
  six_one_eight: m.care_holiday_six_one_eight,
  double_eleven: m.care_holiday_double_eleven,
  double_twelve: m.care_holiday_double_twelve,
  new_year: m.care_holiday_new_year,
  valentines_day: m.care_holiday_valentines_day,
  womens_day: m.care_holiday_womens_day,
  easter: m.care_holiday_easter,
  labour_day: m.care_holiday_labour_day,
  mothers_day: m.care_holiday_mothers_day,
  childrens_day: m.care_holiday_childrens_day,
  fathers_day: m.care_holiday_fathers_day,
  halloween: m.care_holiday_halloween,
  black_friday: m.care_holiday_black_friday,
  cyber_monday: m.care_holiday_cyber_monday,
  christmas: m.care_holiday_christmas,
};

/** The name of a holiday. */
export const holidayWords = (holiday: string, messages: Messages): string =>
  holidays[holiday]?.({}, messages) ?? holiday;
