/** The words of RFM: names of segments and fields, and what to do for each. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import type { RfmParams } from "./params.ts";
import { eightSegments } from "./segments.ts";

type Word = (inputs: object, messages: Messages) => string;

/** Names that segments.ts gives, with the interface's name and action note. Names typed by the user are not among them. */
const known: Readonly<Record<string, { readonly name: Word; readonly action: Word }>> = {
  Champions: { name: m.rfm_segment_champions, action: m.rfm_action_champions },
  "Loyal customers": { name: m.rfm_segment_loyal, action: m.rfm_action_loyal },
  "Potential loyalists": { name: m.rfm_segment_potential, action: m.rfm_action_potential },
  "New customers": { name: m.rfm_segment_new, action: m.rfm_action_new },
  Promising: { name: m.rfm_segment_promising, action: m.rfm_action_promising },
  "Need attention": { name: m.rfm_segment_attention, action: m.rfm_action_attention },
  "About to sleep": { name: m.rfm_segment_sleep, action: m.rfm_action_sleep },
  "Can't lose them": { name: m.rfm_segment_lose, action: m.rfm_action_lose },
  "At risk": { name: m.rfm_segment_risk, action: m.rfm_action_risk },
  Lost: { name: m.rfm_segment_lost, action: m.rfm_action_lost },
  Hibernating: { name: m.rfm_segment_hibernating, action: m.rfm_action_hibernating },
  "Important value": { name: m.rfm_segment_hhh, action: m.rfm_action_hhh },
  "Important development": { name: m.rfm_segment_hlh, action: m.rfm_action_hlh },
  "Important retention": { name: m.rfm_segment_lhh, action: m.rfm_action_lhh },
  "Important win-back": { name: m.rfm_segment_llh, action: m.rfm_action_llh },
  "General value": { name: m.rfm_segment_hhl, action: m.rfm_action_hhl },
  "General development": { name: m.rfm_segment_hll, action: m.rfm_action_hll },
  "General retention": { name: m.rfm_segment_lhl, action: m.rfm_action_lhl },
  "General win-back": { name: m.rfm_segment_lll, action: m.rfm_action_lll },
  "Recent, often": { name: m.rfm_segment_recent_often, action: m.rfm_action_recent_often },
  "Recent, seldom": { name: m.rfm_segment_recent_seldom, action: m.rfm_action_recent_seldom },
  "Often, gone quiet": { name: m.rfm_segment_quiet_often, action: m.rfm_action_quiet_often },
  "Seldom, gone quiet": { name: m.rfm_segment_quiet_seldom, action: m.rfm_action_quiet_seldom },
  "Recent, high spend": { name: m.rfm_segment_recent_much, action: m.rfm_action_recent_much },
  "Recent, low spend": { name: m.rfm_segment_recent_little, action: m.rfm_action_recent_seldom },
  "High spend, gone quiet": { name: m.rfm_segment_quiet_much, action: m.rfm_action_quiet_much },
  "Low spend, gone quiet": { name: m.rfm_segment_quiet_little, action: m.rfm_action_quiet_seldom },
  "Often, high spend": { name: m.rfm_segment_often_much, action: m.rfm_action_recent_often },
  "Often, low spend": { name: m.rfm_segment_often_little, action: m.rfm_action_hhl },
  "Seldom, high spend": { name: m.rfm_segment_seldom_much, action: m.rfm_action_hlh },
  "Seldom, low spend": { name: m.rfm_segment_seldom_little, action: m.rfm_action_quiet_seldom },
  Others: { name: m.rfm_segment_others, action: m.rfm_action_others },
};

/** The names that the seed's article gives the eight, in the same order. */
const taobaoNames: readonly Word[] = [
  m.rfm_taobao_hhh,
  m.rfm_taobao_hlh,
  m.rfm_taobao_lhh,
  m.rfm_taobao_llh,
  m.rfm_taobao_hhl,
  m.rfm_taobao_hll,
  m.rfm_taobao_lhl,
  m.rfm_taobao_lll,
];

const lookUp = (segment: string) => (Object.hasOwn(known, segment) ? known[segment] : undefined);

/** What names a segment besides itself; both absent: the standard names. */
export type Naming = Partial<Pick<RfmParams, "scheme" | "names">>;

/** The name of a segment in the interface's language; a name typed by the user as it is. */
export function segmentName(segment: string, messages: Messages, { scheme, names }: Naming = {}): string {
  const place = (eightSegments as readonly string[]).indexOf(segment);
  if (scheme === "eight" && names === "seed_taobao" && place >= 0) return taobaoNames[place]!({}, messages);
  return lookUp(segment)?.name({}, messages) ?? segment;
}

/** The advice for a segment that the product comes with; empty for a name typed by the user. */
export function actionFor(segment: string, messages: Messages): string {
  return lookUp(segment)?.action({}, messages) ?? "";
}

/** What to do for a segment: the merchant's own note where there is one, the last of several, else the advice. */
export function noteFor(
  segment: string,
  params: Naming & Pick<RfmParams, "notes">,
  messages: Messages,
): string {
  const names = [segment, segmentName(segment, messages), segmentName(segment, messages, params)];
  const own = params.notes.findLast((row) => names.includes(row.segment.trim()));
  return own ? own.note.trim() : actionFor(segment, messages);
}

const choices: Readonly<Record<string, Word>> = {
  eleven: m.rfm_choice_eleven,
  eight: m.rfm_choice_eight,
  quadrants: m.rfm_choice_quadrants,
  standard: m.rfm_choice_standard,
  seed_taobao: m.rfm_choice_seed_taobao,
  recency_frequency: m.rfm_choice_recency_frequency,
  recency_monetary: m.rfm_choice_recency_monetary,
  frequency_monetary: m.rfm_choice_frequency_monetary,
  quintile: m.rfm_choice_quintile,
  mean: m.rfm_choice_mean,
  median: m.rfm_choice_median,
  custom: m.rfm_choice_custom,
  rfm_package: m.rfm_choice_rfm_package,
  net_amount: m.rfm_choice_net_amount,
  average_order_value: m.rfm_choice_average_order_value,
  orders: m.rfm_choice_orders,
  days: m.rfm_choice_days,
  as_of: m.rfm_choice_as_of,
};

/** The label of a choice of any parameter of RFM. */
export const choiceLabel = (choice: string, messages: Messages): string =>
  choices[choice]?.({}, messages) ?? choice;

/** The name of a field of recency and frequency. */
export function fieldName(recent: boolean, often: boolean, messages: Messages): string {
  if (recent) return often ? m.rfm_field_recent_often({}, messages) : m.rfm_field_recent_seldom({}, messages);
  return often ? m.rfm_field_quiet_often({}, messages) : m.rfm_field_quiet_seldom({}, messages);
}

/** `1,234 customers`. */
export function customers(n: number, messages: Messages): string {
  return m.rfm_n_customers({ n, shown: messages.integer(n) }, messages);
}

/** `3 orders`, or `3 days with an order`, by what F counts; `shown` stands for a number that is already a text. */
export function frequencyWords(
  value: number,
  { frequency }: Pick<RfmParams, "frequency">,
  messages: Messages,
  shown = messages.number(value, 1),
): string {
  const inputs = { n: value, shown };
  return frequency === "days" ? m.rfm_unit_days(inputs, messages) : m.rfm_unit_orders(inputs, messages);
}

/** Money with cents below 100, whole above. */
export function shownMoney(value: number, { messages, facts }: Telling): string {
  return messages.money(value, facts.currency, { cents: Math.abs(value) < 100 && value !== 0 });
}

/** A share in whole percent, with one decimal below 1 %. */
export function shownShare(share: number, messages: Messages): string {
  return messages.percent(share, share !== 0 && Math.abs(share) < 0.00995 ? 1 : 0);
}
