/** The words and figures of campaign-plan that its chart and headline share. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import type { knownChannels } from "./params.ts";

const names: Readonly<
  Record<(typeof knownChannels)[number], (inputs: object, messages: Messages) => string>
> = {
  sms: m.plan_channel_sms,
  email: m.plan_channel_email,
  phone: m.plan_channel_phone,
  private_message: m.plan_channel_private_message,
  parcel_insert: m.plan_channel_parcel_insert,
  app_push: m.plan_channel_app_push,
};

/** The name of a channel: of one that is known in the interface's language, else as it was typed. */
export const channelName = (channel: string, messages: Messages): string =>
  Object.hasOwn(names, channel) ? names[channel as keyof typeof names]({}, messages) : channel;

/** A share in percent, with as many decimals as a small one needs. */
export function shownShare(share: number, messages: Messages): string {
  const size = Math.abs(share);
  return messages.percent(share, size === 0 ? 0 : size < 0.001 ? 3 : size < 0.01 ? 2 : size < 0.1 ? 1 : 0);
}

/** Money with its sign. */
export function signedMoney(value: number, { messages, facts }: Telling): string {
  const size = messages.money(Math.abs(value), facts.currency, { cents: Math.abs(value) < 100 });
  return /[1-9]/.test(size) ? `${value < 0 ? "−" : "+"}${size}` : size;
}

/** Money of one contact or order. */
export const smallMoney = (value: number, { messages, facts }: Telling): string =>
  messages.money(value, facts.currency, { cents: true });

/** `1,234 customers`. */
export const customersWords = (n: number, messages: Messages): string =>
  m.plan_n_customers({ n, shown: messages.integer(n) }, messages);

/** `30 days`. */
export const daysWords = (n: number, messages: Messages): string =>
  m.plan_n_days({ n, shown: messages.integer(n) }, messages);
