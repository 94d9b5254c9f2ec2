/** Squarespace's order export: one record per item, the order's own fields on its first record. */
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

/**
 * Squarespace "Selling → Orders → Download CSV" (support.squarespace.com, "Exporting orders"). Financial statuses are those that
 * the Orders panel shows.
 */
export const squarespace: SourceFormat = {
  id: "squarespace",
  columns: (
    "Order ID|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Currency|Subtotal|" +
    "Shipping|Taxes|Amount Refunded|Total|Discount Code|Discount Amount|Shipping Method|Created at|" +
    "Lineitem quantity|Lineitem name|Lineitem price|Lineitem sku|Lineitem variant|" +
    "Lineitem requires shipping|Lineitem taxable|Lineitem fulfillment status|Billing Name|" +
    "Billing Address1|Billing Address2|Billing City|Billing Zip|Billing Province|Billing Country|" +
    "Billing Phone|Shipping Name|Shipping Address1|Shipping Address2|Shipping City|Shipping Zip|" +
    "Shipping Province|Shipping Country|Shipping Phone|Cancelled at|Private Notes|Payment Method|" +
    "Payment Reference"
  ).split("|"),
  signature: [
    "Order ID",
    "Financial Status",
    "Amount Refunded",
    "Lineitem variant",
    "Lineitem quantity",
    "Private Notes",
  ],
  mapping: {
    order_id: ["Order ID"],
    email: ["Email"],
    phone: ["Billing Phone"],
    ordered_at: ["Created at"],
    paid_at: ["Paid at"],
    cancelled_at: ["Cancelled at"],
    shipped_at: ["Fulfilled at"],
    status: ["Financial Status"],
    net_amount: ["Total"],
    goods_amount: ["Subtotal"],
    discount_amount: ["Discount Amount"],
    refund_amount: ["Amount Refunded"],
    shipping_amount: ["Shipping"],
    tax_amount: ["Taxes"],
    currency: ["Currency"],
    channel: ["Channel Name"],
    country: ["Shipping Country", "Billing Country"],
    region: ["Shipping Province", "Billing Province"],
    city: ["Shipping City", "Billing City"],
    coupon: ["Discount Code"],
    payment_method: ["Payment Method"],
    product_id: ["Lineitem sku"],
    product_name: ["Lineitem name"],
    quantity: ["Lineitem quantity"],
    unit_price: ["Lineitem price"],
  },
  structure: {
    record: "line",
    orderFields: "first_record",
    amount: "once_per_order",
    amountIsNetOfRefunds: false,
  },
  statuses: statusTable({
    paid: "paid",
    unpaid: "pending|unpaid|not paid|authorized|failed|declined",
    cancelled: "canceled|cancelled|voided",
    refunded: "refunded",
    partially_refunded: "partially_refunded|partially refunded",
  }),
  currency: null,
  offsets: "wall",
  closedMeansRefundedWhenPaid: false,
};
