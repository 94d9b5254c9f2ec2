/** Square's transactions: one record per payment or refund, day and clock in two columns. */
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

/**
 * Square Dashboard "Transactions → Export" (squareup.com/help, "Export transactions"). Total Collected is what the buyer paid, tax
 * and tip in. A refund is a record of its own below zero: with the Transaction ID of its payment it lowers it, with one of its
 * own it names no order. The clock is that of the Time Zone beside it.
 */
export const square: SourceFormat = {
  id: "square",
  columns: (
    "Date|Time|Time Zone|Gross Sales|Discounts|Service Charges|Net Sales|Gift Card Sales|Tax|Tip|" +
    "Partial Refunds|Total Collected|Source|Card|Card Entry Methods|Cash|Square Gift Card|" +
    "Other Tender|Other Tender Type|Other Tender Note|Fees|Net Total|Transaction ID|Payment ID|" +
    "Card Brand|PAN Suffix|Device Name|Staff Name|Staff ID|Details|Description|Event Type|Location|" +
    "Dining Option|Customer ID|Customer Name|Customer Reference ID|Device Nickname|Third Party Fees|" +
    "Deposit ID|Deposit Date|Deposit Details|Fee Percentage Rate|Fee Fixed Rate"
  ).split("|"),
  signature: ["Gross Sales", "Net Sales", "Total Collected", "Transaction ID", "Event Type", "PAN Suffix"],
  mapping: {
    order_id: ["Transaction ID"],
    record_type: ["Event Type"],
    customer_id: ["Customer ID"],
    ordered_at: ["Date"],
    time_of_day: ["Time"],
    status: ["Transaction Status"],
    net_amount: ["Total Collected"],
    gross_amount: ["Gross Sales"],
    tax_amount: ["Tax"],
    channel: ["Source"],
    campaign: ["Location"],
    payment_method: ["Card Brand"],
  },
  structure: {
    record: "order",
    orderFields: "every_record",
    amount: "sum_of_records",
    amountIsNetOfRefunds: false,
  },
  statuses: statusTable({
    paid: "complete|completed|approved|paid",
    unpaid: "pending|open|failed|unpaid",
    cancelled: "canceled|cancelled|voided",
  }),
  recordKinds: {
    payment: "order",
    sale: "order",
    refund: "refund",
    "no sale": "none",
    deposit: "none",
    payout: "none",
    fee: "none",
    "paid in": "none",
    "paid out": "none",
  },
  currency: null,
  offsets: "wall",
  closedMeansRefundedWhenPaid: false,
};
