/** Olist's public data set of a Brazilian marketplace, as teachers use it: orders, and five files joined to them. */
import type { SourceFormat } from "./source.ts";

const habits = {
  store: "olist",
  statuses: {},
  structure: null,
  currency: "BRL",
  offsets: "convert",
  closedMeansRefundedWhenPaid: false,
} as const satisfies Partial<SourceFormat>;

const format = (
  id: string,
  columns: readonly string[],
  own: Partial<SourceFormat> & Pick<SourceFormat, "signature">,
): SourceFormat => ({ ...habits, mapping: {}, ...own, id, columns });

/**
 * kaggle.com/datasets/olistbr/brazilian-ecommerce. Orders have no amount of their own. Each has a customer_id of its own,
 * which the customers' file translates to the buyer (customer_unique_id). An item is one unit.
 */
export const olist: readonly SourceFormat[] = [
  format(
    "olist_orders",
    [
      "order_id",
      "customer_id",
      "order_status",
      "order_purchase_timestamp",
      "order_approved_at",
      "order_delivered_carrier_date",
      "order_delivered_customer_date",
      "order_estimated_delivery_date",
    ],
    {
      signature: [
        "order_purchase_timestamp",
        "order_delivered_carrier_date",
        "order_delivered_customer_date",
        "order_estimated_delivery_date",
      ],
      mapping: {
        order_id: ["order_id"],
        customer_id: ["customer_id"],
        ordered_at: ["order_purchase_timestamp"],
        paid_at: ["order_approved_at"],
        shipped_at: ["order_delivered_carrier_date"],
        delivered_at: ["order_delivered_customer_date"],
        status: ["order_status"],
      },
      structure: {
        record: "order",
        orderFields: "every_record",
        amount: "sum_of_records",
        amountIsNetOfRefunds: false,
      },
      statuses: {
        created: "unpaid",
        approved: "paid",
        processing: "paid",
        invoiced: "paid",
        shipped: "paid",
        delivered: "paid",
        canceled: "cancelled",
        unavailable: "cancelled",
      },
    },
  ),
  format(
    "olist_order_items",
    ["order_id", "order_item_id", "product_id", "seller_id", "shipping_limit_date", "price", "freight_value"],
    {
      role: "items",
      signature: ["order_item_id", "seller_id", "shipping_limit_date", "freight_value"],
      mapping: {
        order_id: ["order_id"],
        product_id: ["product_id"],
        unit_price: ["price"],
        shipping_amount: ["freight_value"],
      },
    },
  ),
  format(
    "olist_order_payments",
    ["order_id", "payment_sequential", "payment_type", "payment_installments", "payment_value"],
    {
      role: "payments",
      signature: ["payment_sequential", "payment_type", "payment_installments", "payment_value"],
      mapping: {
        order_id: ["order_id"],
        net_amount: ["payment_value"],
        payment_method: ["payment_type"],
      },
    },
  ),
  format(
    "olist_customers",
    ["customer_id", "customer_unique_id", "customer_zip_code_prefix", "customer_city", "customer_state"],
    {
      role: "customers",
      signature: ["customer_unique_id", "customer_zip_code_prefix", "customer_city", "customer_state"],
      mapping: {
        customer_id: ["customer_id"],
        buyer_id: ["customer_unique_id"],
        city: ["customer_city"],
        region: ["customer_state"],
      },
    },
  ),
  format(
    "olist_products",
    [
      "product_id",
      "product_category_name",
      "product_name_lenght",
      "product_description_lenght",
      "product_photos_qty",
      "product_weight_g",
      "product_length_cm",
      "product_height_cm",
      "product_width_cm",
    ],
    {
      role: "products",
      signature: ["product_category_name", "product_photos_qty", "product_weight_g", "product_length_cm"],
      mapping: { product_id: ["product_id"], category: ["product_category_name"] },
    },
  ),
  format("olist_category_names", ["product_category_name", "product_category_name_english"], {
    role: "products",
    signature: ["product_category_name", "product_category_name_english"],
    mapping: { category: ["product_category_name"], category_label: ["product_category_name_english"] },
  }),
  format("olist_sellers", ["seller_id", "seller_zip_code_prefix", "seller_city", "seller_state"], {
    isSetAside: true,
    signature: ["seller_zip_code_prefix", "seller_city", "seller_state"],
  }),
  format(
    "olist_order_reviews",
    [
      "review_id",
      "order_id",
      "review_score",
      "review_comment_title",
      "review_comment_message",
      "review_creation_date",
      "review_answer_timestamp",
    ],
    { isSetAside: true, signature: ["review_id", "review_score", "review_creation_date"] },
  ),
  format(
    "olist_geolocation",
    [
      "geolocation_zip_code_prefix",
      "geolocation_lat",
      "geolocation_lng",
      "geolocation_city",
      "geolocation_state",
    ],
    { isSetAside: true, signature: ["geolocation_zip_code_prefix", "geolocation_lat", "geolocation_lng"] },
  ),
];
