/** Etsy's sold orders: one record per order, with the total that is left after refunds beside the first one. */
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

/**
 * Etsy "Shop Manager → Settings → Options → Download Data → Orders" (help.etsy.com, "How to Download Your Shop Data"; Adjusted:
 * "order amount after any refund issued", help.etsy.com/hc/articles/360016265394). Outside the US the columns say Delivery and
 * Posted for Ship and Shipped.
 */
export const etsyOrders: SourceFormat = {
  id: "etsy_orders",
  store: "etsy",
  columns: (
    "Sale Date|Order ID|Buyer User ID|Full Name|First Name|Last Name|Number of Items|Payment Method|" +
    "Date Shipped|Street 1|Street 2|Ship City|Ship State|Ship Zipcode|Ship Country|Currency|" +
    "Order Value|Coupon Code|Coupon Details|Discount Amount|Shipping Discount|Shipping|Sales Tax|" +
    "Order Total|Status|Card Processing Fees|Order Net|Adjusted Order Total|" +
    "Adjusted Card Processing Fees|Adjusted Net Order Amount|Buyer|Order Type|Payment Type|" +
    "InPerson Discount|InPerson Location|SKU"
  ).split("|"),
  signature: [
    "Sale Date",
    "Number of Items",
    "Order Value",
    "Order Total",
    "Order Net",
    "Adjusted Order Total",
  ],
  mapping: {
    order_id: ["Order ID"],
    customer_id: ["Buyer User ID", "Buyer"],
    ordered_at: ["Sale Date"],
    shipped_at: ["Date Shipped", "Date Posted"],
    status: ["Status"],
    net_amount: ["Order Total"],
    goods_amount: ["Order Value"],
    discount_amount: ["Discount Amount"],
    amount_after_refunds: ["Adjusted Order Total"],
    shipping_amount: ["Shipping", "Delivery"],
    tax_amount: ["Sales Tax"],
    currency: ["Currency"],
    country: ["Ship Country", "Delivery Country"],
    region: ["Ship State", "Delivery State"],
    city: ["Ship City", "Delivery City"],
    coupon: ["Coupon Code"],
    payment_method: ["Payment Method"],
  },
  structure: {
    record: "order",
    orderFields: "every_record",
    amount: "once_per_order",
    amountIsNetOfRefunds: false,
  },
  statuses: statusTable({
    paid: "paid|complete|completed|shipped|open|in progress|delivered",
    unpaid: "unpaid|payment pending|pending|processing payment|payment processing",
    cancelled: "canceled|cancelled",
    refunded: "refunded|fully refunded",
    partially_refunded: "partially refunded",
  }),
  currency: null,
  offsets: "wall",
  dateOrder: "mdy",
  closedMeansRefundedWhenPaid: true,
};
