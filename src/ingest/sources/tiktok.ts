/** TikTok Shop's order export: one record per SKU, the order's amount repeated on each, a line that explains the columns. */
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

/**
 * Seller Center "Orders → Export". The line below the header explains its columns ("Platform unique order ID.") and is no order
 * (amz123.com/guide/worldfirst/pcZeahOp). Without Order Refund Amount, Return/Refund gives back what was returned: the whole
 * order, or the subtotals of its returned SKUs. Statuses: seller-us.tiktok.com, "Manage orders".
 */
export const tiktok: SourceFormat = {
  id: "tiktok",
  columns: (
    "Order ID|Order Status|Order Substatus|Cancelation/Return Type|Normal or Pre-order|SKU ID|" +
    "Seller SKU|Product Name|Variation|Quantity|SKU Subtotal After Discount|SKU Unit Original Price|" +
    "Shipping Fee After Discount|Order Amount|Created Time|Paid Time|Tracking ID|Payment Method|" +
    "Buyer Username|Recipient"
  ).split("|"),
  signature: [
    "Order Status",
    "Order Substatus",
    "Normal or Pre-order",
    "SKU ID",
    "SKU Subtotal After Discount",
    "Order Amount",
  ],
  mapping: {
    order_id: ["Order ID"],
    customer_id: ["Buyer Username"],
    ordered_at: ["Created Time"],
    paid_at: ["Paid Time"],
    cancelled_at: ["Cancelled Time"],
    shipped_at: ["Shipped Time"],
    delivered_at: ["Delivered Time"],
    status: ["Order Status"],
    refund_status: ["Cancelation/Return Type"],
    net_amount: ["Order Amount"],
    refund_amount: ["Order Refund Amount"],
    shipping_amount: ["Shipping Fee After Discount"],
    tax_amount: ["Taxes"],
    country: ["Country"],
    region: ["State"],
    city: ["City"],
    payment_method: ["Payment Method"],
    product_id: ["Seller SKU", "SKU ID"],
    product_name: ["Product Name"],
    category: ["Product Category"],
    quantity: ["Quantity"],
    unit_price: ["SKU Unit Original Price"],
    line_amount: ["SKU Subtotal After Discount"],
  },
  structure: {
    record: "line",
    orderFields: "every_record",
    amount: "once_per_order",
    amountIsNetOfRefunds: false,
  },
  statuses: statusTable({
    paid: "to ship|awaiting shipment|awaiting collection|partially shipping|in transit|shipped|delivered|completed|cancel|cancelation|待发货|待揽收|运输中|已发货|已送达|已完成|-",
    unpaid: "unpaid|on hold|待付款|未付款",
    cancelled: "canceled|cancelled|已取消",
    refunded: "return/refund|return and refund|refund only|refund|退货/退款|退款|退货退款",
  }),
  currency: null,
  offsets: "wall",
  closedMeansRefundedWhenPaid: false,
};
