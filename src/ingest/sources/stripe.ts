/** Stripe's export of payments: one record per payment with what was refunded of it, stamps in UTC, no products. */
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

/**
 * Dashboard "Payments → Export" (docs.stripe.com, "Exporting payments"). Amounts are in the payment's own currency. Statuses:
 * docs.stripe.com/payments/paymentintents/lifecycle as the Dashboard words them; a payment that is authorised and not captured
 * is no revenue. Mode says which are tests.
 */
export const stripe: SourceFormat = {
  id: "stripe",
  columns: (
    "id|Description|Seller Message|Created (UTC)|Amount|Amount Refunded|Currency|Converted Amount|" +
    "Converted Amount Refunded|Fee|Tax|Converted Currency|Mode|Status|Statement Descriptor|" +
    "Customer ID|Customer Description|Customer Email|Captured|Card ID|Card Last4|Card Brand|" +
    "Card Funding|Card Exp Month|Card Exp Year|Card Name|Card Address Line1|Card Address Line2|" +
    "Card Address City|Card Address State|Card Address Country|Card Address Zip|Card Issue Country|" +
    "Card Fingerprint|Card CVC Status|Card AVS Zip Status|Card AVS Line1 Status|" +
    "Card Tokenization Method|Disputed Amount|Dispute Status|Dispute Reason|Dispute Date (UTC)"
  ).split("|"),
  signature: [
    "Created (UTC)",
    "Seller Message",
    "Amount Refunded",
    "Card Fingerprint",
    "Converted Amount",
    "Captured",
  ],
  mapping: {
    order_id: ["id", "PaymentIntent ID"],
    customer_id: ["Customer ID"],
    email: ["Customer Email"],
    ordered_at: ["Created (UTC)", "Created date (UTC)"],
    status: ["Status"],
    net_amount: ["Amount"],
    refund_amount: ["Amount Refunded"],
    refunded_at: ["Refunded date (UTC)"],
    tax_amount: ["Tax"],
    currency: ["Currency"],
    country: ["Card Issue Country", "Card Address Country"],
    payment_method: ["Card Brand"],
    test: ["Mode"],
  },
  structure: {
    record: "order",
    orderFields: "every_record",
    amount: "once_per_order",
    amountIsNetOfRefunds: false,
  },
  statuses: statusTable({
    paid: "paid|succeeded|disputed|complete|early fraud warning|won|needs response|under review",
    unpaid:
      "failed|blocked|pending|processing|incomplete|uncaptured|requires_payment_method|requires_confirmation|requires_action|requires_capture|requires capture|requires action",
    cancelled: "canceled|cancelled|expired",
    refunded: "refunded|lost",
    partially_refunded: "partial refund|partially refunded|partially_refunded|refund pending",
  }),
  currency: null,
  offsets: "convert",
  closedMeansRefundedWhenPaid: false,
};
