/** Magento 2 and Adobe Commerce: the grid of sales orders as exported, one record per order. */
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

/**
 * Admin "Sales → Orders → Export → CSV". Grand Total (Base) is in the store's base currency, which the grid does not name.
 * Statuses: experienceleague.adobe.com, Commerce Admin, "Order status"; `closed` is an order of which a credit memo gave the
 * money back, and orders on hold or under review are no revenue yet.
 */
export const magento: SourceFormat = {
  id: "magento",
  columns: (
    "ID|Purchase Point|Purchase Date|Bill-to Name|Ship-to Name|Grand Total (Base)|" +
    "Grand Total (Purchased)|Status|Billing Address|Shipping Address|Shipping Information|" +
    "Customer Email|Customer Group|Subtotal|Shipping and Handling|Customer Name|Payment Method|" +
    "Total Refunded|Allocated sources|Pickup Location Code|Braintree Transaction Source|Dispute State"
  ).split("|"),
  signature: [
    "Purchase Point",
    "Purchase Date",
    "Grand Total (Base)",
    "Grand Total (Purchased)",
    "Bill-to Name",
    "Ship-to Name",
  ],
  mapping: {
    order_id: ["ID"],
    email: ["Customer Email"],
    ordered_at: ["Purchase Date"],
    status: ["Status"],
    net_amount: ["Grand Total (Base)", "Grand Total (Purchased)"],
    goods_amount: ["Subtotal"],
    refund_amount: ["Total Refunded"],
    shipping_amount: ["Shipping and Handling"],
    channel: ["Purchase Point"],
    payment_method: ["Payment Method"],
  },
  structure: {
    record: "order",
    orderFields: "every_record",
    amount: "once_per_order",
    amountIsNetOfRefunds: false,
  },
  statuses: statusTable({
    paid: "complete|completed|processing|处理中|已完成|完成|處理中|vollständig|abgeschlossen|in bearbeitung|verarbeitung",
    unpaid:
      "pending|pending_payment|pending payment|pending paypal|pending_paypal|payment_review|payment review|holded|on hold|fraud|suspected fraud|待处理|等待付款|待付款|保留|付款审核|待處理|ausstehend|zahlung ausstehend|zurückgehalten",
    cancelled: "canceled|cancelled|已取消|storniert",
    refunded: "closed|已关闭|已關閉|geschlossen",
  }),
  currency: null,
  offsets: "wall",
  closedMeansRefundedWhenPaid: false,
};
