/** eBay's orders report: a line of commas first, one record per item, for several items a record of the order before them. */
import type { SourceFormat } from "./source.ts";

/**
 * Seller Hub "Orders → Download report" or "Reports → Orders" (ebay.com/help, "Seller Hub reports"). There is no status: a
 * record without Paid On Date was never paid. Total Price has shipping and tax in; refunds are not in the report. Ends in
 * padding, "record(s) downloaded" and the seller's name.
 */
export const ebay: SourceFormat = {
  id: "ebay",
  columns: (
    "Sales Record Number|Order Number|Buyer Username|Buyer Name|Buyer Email|Buyer Note|" +
    "Buyer Address 1|Buyer Address 2|Buyer City|Buyer State|Buyer Zip|Buyer Country|" +
    "Buyer Tax Identifier Name|Buyer Tax Identifier Value|Ship To Name|Ship To Phone|" +
    "Ship To Address 1|Ship To Address 2|Ship To City|Ship To State|Ship To Zip|Ship To Country|" +
    "Item Number|Item Title|Custom Label|Sold Via Promoted Listings|Quantity|Sold For|" +
    "Shipping And Handling|Item Location|Item Zip Code|Item Country|eBay Collect And Remit Tax Rate|" +
    "eBay Collect And Remit Tax Type|eBay Reference Name|eBay Reference Value|Tax Status|" +
    "Seller Collected Tax|eBay Collected Tax|Electronic Waste Recycling Fee|Mattress Recycling Fee|" +
    "Battery Recycling Fee|White Goods Disposal Tax|Tire Recycling Fee|Additional Fee|" +
    "eBay Collected Charges|Total Price|eBay Collected Tax Included in Total|Payment Method|" +
    "Commitment Date|Sale Date|Paid On Date|Ship By Date|Minimum Estimated Delivery Date|" +
    "Maximum Estimated Delivery Date|Shipped On Date|Feedback Left|Feedback Received|My Item Note|" +
    "PayPal Transaction ID|Shipping Service|Tracking Number|Transaction ID|Variation Details|" +
    "Global Shipping Program|Global Shipping Reference ID|Click And Collect|" +
    "Click And Collect Reference Number|eBay Plus|Authenticity Verification Program|" +
    "Authenticity Verification Status|Authenticity Verification Outcome Reason|eBay Vault Program|" +
    "Vault Fulfillment Type|eBay Fulfillment Program|Tax City|Tax State|Tax Zip|Tax Country|" +
    "eBay International Shipping"
  ).split("|"),
  signature: [
    "Sales Record Number",
    "Order Number",
    "Buyer Username",
    "Sold For",
    "Total Price",
    "Paid On Date",
  ],
  mapping: {
    order_id: ["Order Number", "Sales Record Number"],
    customer_id: ["Buyer Username"],
    email: ["Buyer Email"],
    ordered_at: ["Sale Date"],
    paid_at: ["Paid On Date"],
    shipped_at: ["Shipped On Date"],
    net_amount: ["Total Price"],
    shipping_amount: ["Shipping And Handling"],
    tax_amount: ["Seller Collected Tax"],
    country: ["Ship To Country", "Buyer Country"],
    region: ["Ship To State", "Buyer State"],
    city: ["Ship To City", "Buyer City"],
    payment_method: ["Payment Method"],
    product_id: ["Custom Label", "Item Number"],
    product_name: ["Item Title"],
    quantity: ["Quantity"],
    unit_price: ["Sold For"],
  },
  structure: null,
  unpaidWithoutPaidAt: true,
  statuses: {},
  currency: null,
  offsets: "wall",
  closedMeansRefundedWhenPaid: false,
};
