/** The words of what another counting rule would change. */
import { toDecimal } from "../../app/exact-amount.ts";
import type { EffectDifference } from "../../app/rule-effects.ts";
import { m, type Messages } from "../../messages/messages.ts";

const signed = (value: number, text: string) => (value > 0 ? `+${text}` : text);

/** "+126 orders, +131 records, +€2,914.60"; that nothing changes where nothing does. Zero differences are not named. */
export function differenceText(
  { records, orders, customers, amount }: EffectDifference,
  currency: string | null,
  messages: Messages,
): string {
  const count = (n: number) => ({ n: Math.abs(n), shown: signed(n, messages.integer(n)) });
  const money = amount === null ? 0 : Number(toDecimal(amount));
  const parts = [
    ...(orders === 0 ? [] : [m.import_flip_orders(count(orders), messages)]),
    ...(records === 0 ? [] : [m.import_flip_records(count(records), messages)]),
    ...(customers === 0 ? [] : [m.identity_flip_customers(count(customers), messages)]),
    ...(money === 0 ? [] : [signed(money, messages.money(money, currency, { cents: true }))]),
  ];
  if (parts.length === 0) return m.import_flip_none({}, messages);
  return parts.join(messages.locale === "zh-Hans" ? "，" : ", ");
}
