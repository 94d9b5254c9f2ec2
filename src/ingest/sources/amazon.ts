/** Amazon's "All Orders" report: one record per order item, every part of its price in a column of its own, no buyers. */
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

/**
 * Seller Central "Reports → Fulfillment → All Orders", tab-separated. Columns:
 * developer-docs.amazon.com/sp-api/docs/order-tracking-reports-attributes; statuses: the OrderStatus of the Orders API there,
 * with the wordings of "Shipped - …" that the report adds. A parcel on its way back is left open: the report does not say
 * whether the money went back.
 */
export const amazon: SourceFormat = {
  id: "amazon",
  columns: (
    "amazon-order-id|merchant-order-id|purchase-date|last-updated-date|order-status|" +
    "fulfillment-channel|sales-channel|order-channel|url|ship-service-level|product-name|sku|asin|" +
    "item-status|quantity|currency|item-price|item-tax|shipping-price|shipping-tax|gift-wrap-price|" +
    "gift-wrap-tax|item-promotion-discount|ship-promotion-discount|ship-city|ship-state|" +
    "ship-postal-code|ship-country|promotion-ids|is-business-order|purchase-order-number|" +
    "price-designation"
  ).split("|"),
  signature: [
    "amazon-order-id",
    "purchase-date",
    "order-status",
    "asin",
    "item-price",
    "item-promotion-discount",
  ],
  mapping: {
    order_id: ["amazon-order-id"],
    ordered_at: ["purchase-date"],
    status: ["order-status"],
    shipping_amount: ["shipping-price"],
    tax_amount: ["item-tax"],
    discount_amount: ["item-promotion-discount"],
    currency: ["currency"],
    channel: ["sales-channel"],
    country: ["ship-country"],
    region: ["ship-state"],
    city: ["ship-city"],
    coupon: ["promotion-ids"],
    product_id: ["sku", "asin"],
    product_name: ["product-name"],
    quantity: ["quantity"],
    line_amount: ["item-price"],
  },
  terms: [
    { headers: ["item-price"], sign: 1, per: "record" },
    { headers: ["item-tax"], sign: 1, per: "record" },
    { headers: ["shipping-price"], sign: 1, per: "record" },
    { headers: ["shipping-tax"], sign: 1, per: "record" },
    { headers: ["gift-wrap-price"], sign: 1, per: "record" },
    { headers: ["gift-wrap-tax"], sign: 1, per: "record" },
    { headers: ["item-promotion-discount"], sign: -1, per: "record" },
    { headers: ["ship-promotion-discount"], sign: -1, per: "record" },
  ],
  structure: {
    record: "line",
    orderFields: "every_record",
    amount: "sum_of_records",
    amountIsNetOfRefunds: false,
  },
  masksBuyers: true,
  statuses: statusTable({
    paid: "shipped|unshipped|partiallyshipped|partially shipped|shipping|complete|completed|delivered|shipped - delivered to buyer|shipped - picked up|shipped - out for delivery|invoiceunconfirmed",
    unpaid: "pending|pendingavailability|pending availability|pending - waiting for pick up",
    cancelled: "cancelled|canceled|unfulfillable",
  }),
  currency: null,
  offsets: "convert",
  closedMeansRefundedWhenPaid: false,
};
