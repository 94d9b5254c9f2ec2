/** WooCommerce by the plugin Advanced Order Export: one record per item, the order's own fields repeated on each. */
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

/**
 * "WooCommerce → Export Orders" (docs.algolplus.com, Advanced Order Export). Sellers tick columns, so that any may be missing.
 * Order Total Amount is the order's, Order Refund Amount what went back of it. Statuses:
 * woocommerce.com/document/managing-orders/order-statuses, as slugs and as the plugin's languages write them.
 */
export const woocommerce: SourceFormat = {
  id: "woocommerce",
  columns: (
    "Order Number|Order Status|Order Date|Customer Note|First Name (Billing)|Last Name (Billing)|" +
    "Company (Billing)|Address 1&2 (Billing)|City (Billing)|State Code (Billing)|Postcode (Billing)|" +
    "Country Code (Billing)|Email (Billing)|Phone (Billing)|First Name (Shipping)|" +
    "Last Name (Shipping)|Address 1&2 (Shipping)|City (Shipping)|State Code (Shipping)|" +
    "Postcode (Shipping)|Country Code (Shipping)|Item #|SKU|Name|Product Variation|Quantity|" +
    "Quantity (- Refund)|Item Cost|Order Line (w/o tax)|Order Line Tax|Order Line Total|" +
    "Order Line Total Refunded|Order Line Total (- Refund)|Image URL|Coupon Code|Discount Amount|" +
    "Discount Amount Tax|Payment Method Title|Coupons Used|Cart Discount Amount|" +
    "Order Subtotal Amount|Order Tax Amount|Order Shipping Amount|Order Refund Amount|" +
    "Order Total Amount|Order Total Tax Amount|Total items|Total products"
  ).split("|"),
  signature: [
    "Order Number",
    "Order Status",
    "Order Date",
    "Order Total Amount",
    "Order Line Total",
    "Item Cost",
    "Email (Billing)",
  ],
  mapping: {
    order_id: ["Order Number", "Order ID"],
    customer_id: ["Customer User ID", "Customer ID"],
    email: ["Email (Billing)"],
    phone: ["Phone (Billing)"],
    ordered_at: ["Order Date"],
    paid_at: ["Paid Date"],
    delivered_at: ["Completed Date"],
    status: ["Order Status"],
    net_amount: ["Order Total Amount"],
    goods_amount: ["Order Subtotal Amount"],
    discount_amount: ["Cart Discount Amount"],
    refund_amount: ["Order Refund Amount"],
    shipping_amount: ["Order Shipping Amount"],
    tax_amount: ["Order Total Tax Amount", "Order Tax Amount"],
    currency: ["Order Currency", "Currency"],
    country: ["Country Code (Shipping)", "Country Code (Billing)"],
    region: ["State Code (Shipping)", "State Code (Billing)"],
    city: ["City (Shipping)", "City (Billing)"],
    coupon: ["Coupon Code", "Coupons Used"],
    payment_method: ["Payment Method Title"],
    product_id: ["SKU"],
    product_name: ["Name", "Item Name"],
    category: ["Category"],
    quantity: ["Quantity"],
    unit_price: ["Item Cost"],
    line_amount: ["Order Line Total", "Order Line (w/o tax)"],
  },
  structure: {
    record: "line",
    orderFields: "every_record",
    amount: "once_per_order",
    amountIsNetOfRefunds: false,
  },
  statuses: statusTable({
    paid: "processing|wc-processing|completed|wc-completed|处理中|正在处理|正在处理中|已完成|處理中|已完成|in bearbeitung|abgeschlossen|fertiggestellt|en cours|terminée|procesando|completado",
    unpaid:
      "pending|wc-pending|pending payment|on-hold|wc-on-hold|on hold|failed|wc-failed|checkout-draft|wc-checkout-draft|draft|等待付款|待付款|等待支付|保留|暂停|失败|草稿|保留中|失敗|zahlung ausstehend|ausstehende zahlung|in wartestellung|wartend|fehlgeschlagen|entwurf|attente paiement|en attente|échouée|pendiente de pago|en espera|fallido",
    cancelled: "cancelled|canceled|wc-cancelled|已取消|storniert|annulée|cancelado",
    refunded: "refunded|wc-refunded|已退款|rückerstattet|erstattet|remboursée|reembolsado",
  }),
  currency: null,
  offsets: "wall",
  closedMeansRefundedWhenPaid: false,
};
