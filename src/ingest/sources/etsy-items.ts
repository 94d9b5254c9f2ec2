/** Etsy's sold order items: one record per item, shipping and sales tax of the order repeated on each. */
import type { SourceFormat } from "./source.ts";

/**
 * Etsy "Shop Manager → Settings → Options → Download Data → Order Items" (help.etsy.com, "How to Download Your Shop Data").
 * The order's amount is the item totals less discounts, with Order Shipping and Order Sales Tax once. It says nothing of
 * refunds: the file of sold orders does. A record without Date Paid was never paid.
 */
export const etsyItems: SourceFormat = {
  id: "etsy_items",
  store: "etsy",
  columns: (
    "Sale Date|Item Name|Buyer|Quantity|Price|Coupon Code|Coupon Details|Discount Amount|" +
    "Shipping Discount|Order Shipping|Order Sales Tax|Item Total|Currency|Transaction ID|Listing ID|" +
    "Date Paid|Date Shipped|Ship Name|Ship Address1|Ship Address2|Ship City|Ship State|Ship Zipcode|" +
    "Ship Country|Order ID|Variations|Order Type|Listings Type|Payment Type"
  ).split("|"),
  signature: ["Sale Date", "Item Name", "Order Shipping", "Order Sales Tax", "Item Total", "Listing ID"],
  mapping: {
    order_id: ["Order ID"],
    customer_id: ["Buyer"],
    ordered_at: ["Sale Date"],
    paid_at: ["Date Paid"],
    shipped_at: ["Date Shipped", "Date Posted"],
    shipping_amount: ["Order Shipping", "Order Delivery"],
    tax_amount: ["Order Sales Tax"],
    currency: ["Currency"],
    country: ["Ship Country", "Delivery Country"],
    region: ["Ship State", "Delivery State"],
    city: ["Ship City", "Delivery City"],
    coupon: ["Coupon Code"],
    payment_method: ["Payment Type"],
    product_id: ["SKU", "Listing ID"],
    product_name: ["Item Name"],
    quantity: ["Quantity"],
    unit_price: ["Price"],
    line_amount: ["Item Total"],
    line_discount: ["Discount Amount"],
  },
  terms: [
    { headers: ["Item Total"], sign: 1, per: "record" },
    { headers: ["Discount Amount"], sign: -1, per: "record" },
    { headers: ["Order Shipping", "Order Delivery"], sign: 1, per: "order" },
    { headers: ["Shipping Discount", "Delivery Discount"], sign: -1, per: "order" },
    { headers: ["Order Sales Tax"], sign: 1, per: "order" },
  ],
  structure: {
    record: "line",
    orderFields: "every_record",
    amount: "sum_of_records",
    amountIsNetOfRefunds: false,
  },
  unpaidWithoutPaidAt: true,
  statuses: {},
  currency: null,
  offsets: "wall",
  dateOrder: "mdy",
  closedMeansRefundedWhenPaid: false,
};
