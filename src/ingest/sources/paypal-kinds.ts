/** What PayPal's types of transaction are: money of an order, money given back, or neither. */
import type { RecordKind } from "../../orders/plan.ts";

const types: Readonly<Record<RecordKind, string>> = {
  order:
    "express checkout payment|website payment|website payments pro payment|mobile payment|general payment|ebay auction payment|preapproved payment bill user payment|subscription payment|recurring payment|donation payment|virtual terminal payment|direct credit card payment|third party payment|paypal here payment|pos payment|payment|checkout payment|invoice payment|handyzahlung|paypal express-zahlung|website-zahlung|allgemeine zahlung|zahlung",
  refund:
    "payment refund|refund|partial refund|payment reversal|reversal|chargeback|chargeback settlement|payment review reversal|instant payment review (ipr) reversal|rückzahlung|rückbuchung",
  none: "shopping cart item|warenkorbartikel|allgemeine abbuchung|von nutzer eingeleitete abbuchung|allgemeine währungsumrechnung|bankgutschrift auf paypal-konto|rechnung gesendet|einbehaltung für offene autorisierung|rückbuchung allgemeiner einbehaltung|allgemeine autorisierung|allgemeine einbehaltung|general withdrawal|general withdrawal - bank account|user initiated withdrawal|auto-sweep|automatic withdrawal|withdraw funds to bank account|transfer to bank|general currency conversion|user initiated currency conversion|currency conversion|bank deposit to pp account|bank deposit to pp account (obselete)|general credit card deposit|general credit card withdrawal|general funding of paypal account|general account hold|account hold for open authorization|reversal of general account hold|general hold|payment hold|payment release|general hold release|hold on balance for dispute investigation|cancellation of hold for dispute resolution|reserve hold|reserve release|general authorization|authorization|reauthorization|void of authorization|void|order|general account correction|general account adjustment|general adjustment|payment review hold|payment review release|tax collected by partner|partner fee|fee|fee reversal|payment processing fee|chargeback fee|chargeback reversal|chargeback processing fee|general fee|mass pay payment|mass pay reversal|mass pay refund|payout|payouts|general incentive/certificate redemption|incentive redemption|gift certificate redemption|general bonus|general reward|general interest|invoice sent|request sent|request received|cancelled fee|debit card cash advance|paypal debit card purchase|paypal buyer credit payment funding|general buyer credit payment|buyer credit payment withdrawal - transfer to bml|shipping label|postage|stamps|general loan repayment|paypal working capital repayment",
};

/** PayPal's types, lower-cased, by what they are; a type that is not here is an order. */
export const paypalKinds: Readonly<Record<string, RecordKind>> = Object.fromEntries(
  Object.entries(types).flatMap(([kind, texts]) =>
    texts.split("|").map((text): [string, RecordKind] => [text, kind as RecordKind]),
  ),
);
