/** The words of the identity bench. */
import { ledgerAmount, toTenThousandths } from "../../app/exact-amount.ts";
import { repeatRate, type Regularity } from "../../app/identity-effect.ts";
import { m, type Messages } from "../../messages/messages.ts";
import type {
  Confidence,
  IdentityReason,
  IdentitySide,
  SharedMark,
  SharedValue,
} from "../../orders/identity.ts";

type Say = (inputs: Record<never, never>, options: Messages) => string;

const reasons: Record<IdentityReason, Say> = {
  guest_email: m.identity_reason_guest_email,
  guest_phone: m.identity_reason_guest_phone,
  keys_together: m.identity_reason_keys_together,
  same_email: m.identity_reason_same_email,
  same_phone: m.identity_reason_same_phone,
  email_form: m.identity_reason_email_form,
  email_domain: m.identity_reason_email_domain,
  email_local: m.identity_reason_email_local,
};

/** A reason as the heading of its proposals. */
export const reasonText = (reason: IdentityReason, messages: Messages) => reasons[reason]({}, messages);

const sureness: Record<Confidence, Say> = {
  certain: m.identity_confidence_certain,
  likely: m.identity_confidence_likely,
  possible: m.identity_confidence_possible,
};
const marks: Record<SharedMark, Say> = {
  name: m.identity_also_name,
  postcode: m.identity_also_postcode,
  phone: m.identity_also_phone,
};

/** How sure a proposal is, and what else agrees. */
export function confidenceText(confidence: Confidence, also: SharedMark | null, messages: Messages): string {
  const words = [sureness[confidence]({}, messages), ...(also === null ? [] : [marks[also]({}, messages)])];
  return words.join(messages.locale === "zh-Hans" ? "，" : ", ");
}

/** Orders and amount of one side of a proposal. */
export function sideText({ orders, amount }: IdentitySide, messages: Messages): string {
  const count = { n: orders, shown: messages.integer(orders) };
  return amount === null
    ? m.identity_side_plain(count, messages)
    : m.identity_side({ ...count, amount: ledgerAmount(toTenThousandths(amount), messages) }, messages);
}

const shared: Record<SharedValue["kind"], typeof m.identity_shared_phone> = {
  phone: m.identity_shared_phone,
  email: m.identity_shared_email,
  relay: m.identity_shared_relay,
};

/** A value that many customers share, and how many. */
export const sharedText = ({ kind, value, customers }: SharedValue, messages: Messages) =>
  shared[kind]({ n: customers, shown: messages.integer(customers), value }, messages);

/** A repeat rate with two decimals, so that single merges show; a dash with no customers. */
export function rateText(regularity: Regularity, messages: Messages): string {
  const rate = repeatRate(regularity);
  return rate === null ? "–" : messages.percent(rate, 2);
}

/** What accepting would change, from before to after. */
export const changeText = (before: Regularity, after: Regularity, messages: Messages) =>
  m.identity_would(
    {
      before: messages.integer(before.customers),
      after: messages.integer(after.customers),
      rate_before: rateText(before, messages),
      rate_after: rateText(after, messages),
    },
    messages,
  );
