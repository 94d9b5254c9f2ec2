/** The words and figures of campaign-plan that its charts, table and headline share. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import type { Channel } from "./params.ts";
import type { PlanRow } from "./result.ts";

const names: Readonly<Record<Channel, (inputs: object, messages: Messages) => string>> = {
  sms: m.plan_channel_sms,
  email: m.plan_channel_email,
  phone: m.plan_channel_phone,
  private_message: m.plan_channel_private_message,
  parcel_insert: m.plan_channel_parcel_insert,
  app_push: m.plan_channel_app_push,
  other: m.plan_channel_other,
};

/** The name of a kind of channel. */
export const kindName = (channel: string, messages: Messages): string =>
  names[channel as Channel]({}, messages);

/** The name of a channel: its own, else that of its kind. */
export const channelName = (
  { channel, name }: Pick<PlanRow, "channel" | "name">,
  messages: Messages,
): string => (name?.trim() ? name.trim() : kindName(channel, messages));

/** The break-even that a response can reach, for no more can respond than would not order anyway; else null. */
export const reachedBreakEven = ({
  break_even,
  base_rate,
}: Pick<PlanRow, "break_even" | "base_rate">): number | null =>
  break_even !== null && break_even <= 1 - (base_rate ?? 0) + 1e-12 ? break_even : null;

/** A share in percent with as many decimals as a small one needs, three at most: `8%`, `0.31%`. */
export function shownShare(share: number, messages: Messages): string {
  const size = Math.abs(share);
  const most = size < 0.001 ? 3 : size < 0.01 ? 2 : size < 0.1 ? 1 : 0;
  const whole = (digits: number) => Math.round(size * 100 * 10 ** digits) / 10 ** digits;
  const enough = [0, 1, 2].find((digits) => digits >= most || whole(digits) === whole(most));
  return messages.percent(share, enough ?? most);
}

/** Money of a whole campaign: cents below 100. */
export const campaignMoney = (value: number, { messages, facts }: Telling): string =>
  messages.money(value, facts.currency, { cents: Math.abs(value) < 100 });

/** The same with its sign; none before a zero. */
export function signedMoney(value: number, telling: Telling): string {
  const size = campaignMoney(Math.abs(value), telling);
  return /[1-9]/.test(size) ? `${value < 0 ? "−" : "+"}${size}` : size;
}

/** Money of one order. */
export const orderMoney = (value: number, { messages, facts }: Telling): string =>
  value < 0
    ? `−${messages.money(-value, facts.currency, { cents: true })}`
    : messages.money(value, facts.currency, { cents: true });

/** Money of one contact, which may be a fraction of a cent: the figure alone where the currency has no such coin. */
export function contactMoney(value: number, telling: Telling): string {
  const cents = value * 100;
  return Math.abs(cents - Math.round(cents)) < 1e-9
    ? orderMoney(value, telling)
    : telling.messages.number(value, 4);
}

/** `1,234 customers`. */
export const customersWords = (n: number, messages: Messages): string =>
  m.plan_n_customers({ n, shown: messages.integer(n) }, messages);

/** `30 days`. */
export const daysWords = (n: number, messages: Messages): string =>
  m.plan_n_days({ n, shown: messages.integer(n) }, messages);
