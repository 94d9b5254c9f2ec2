/** A small set of files in the form of Olist's, made from a seed, and what they come to, counted while they are made. */
import { createRandom } from "../../src/stats/random.ts";
import type { Texts } from "./data-sets.ts";

/** The files, and the figures of the orders that are neither unpaid nor cancelled. */
export interface OlistSet {
  readonly texts: Texts;
  readonly orders: number;
  readonly buyers: number;
  /** Cents paid, of kept orders. */
  readonly paid: number;
  /** Cents of items without freight by English category, of kept orders. */
  readonly sold: Readonly<Record<string, number>>;
  /** Records of each file. */
  readonly records: Readonly<Record<string, number>>;
}

const categories = [
  ["beleza_saude", "health_beauty"],
  ["cama_mesa_banho", "bed_bath_table"],
  ["esporte_lazer", "sports_leisure"],
] as const;
const statuses = [
  ..."delivered delivered delivered delivered shipped invoiced approved".split(" "),
  ..."processing canceled unavailable created".split(" "),
];

const hex = (prefix: string, n: number) => `${prefix}${n.toString(16).padStart(30, "0")}`;
const money = (cents: number) => (cents / 100).toFixed(2);
const csv = (header: string, rows: readonly string[]) => `${header}\n${rows.join("\n")}\n`;
const quoted = (names: string) =>
  names
    .split(" ")
    .map((name) => `"${name}"`)
    .join(",");

/** Makes a set of so many orders; some have no item, some two payments, buyers return under new customer ids. */
export function olistSet(orders: number, seed = 1): OlistSet {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const whole = (least: number, most: number) => least + random.below(most - least + 1);
  const products = Array.from({ length: 12 }, (_, index) => ({
    id: hex("a0", index),
    category: categories[index % 3]!,
    cents: whole(500, 20_000),
  }));
  const rows = { orders: [], items: [], payments: [], customers: [] } as Record<string, string[]>;
  const kept = new Set<string>();
  const sold: Record<string, number> = {};
  let paid = 0;
  let counted = 0;
  for (let number = 1; number <= orders; number += 1) {
    const [order, customer] = [hex("00", number), hex("c0", number)];
    const buyer = hex("b0", whole(1, Math.ceil(orders * 0.7)));
    const status = pick(statuses);
    const isKept = !["canceled", "unavailable", "created"].includes(status);
    const day = new Date(Date.UTC(2017, 0, 1 + whole(0, 600), whole(0, 23), whole(0, 59)));
    const stamp = (days: number) =>
      new Date(day.getTime() + days * 86_400_000).toISOString().slice(0, 19).replace("T", " ");
    rows["orders"]!.push(
      `"${order}","${customer}",${status},${stamp(0)},${status === "created" ? "" : stamp(0)},${stamp(2)},${status === "delivered" ? stamp(7) : ""},${stamp(20)}`,
    );
    rows["customers"]!.push(`"${customer}","${buyer}","${whole(1000, 99_999)}",sao paulo,SP`);
    let total = 0;
    const items = random.chance(0.05) ? 0 : whole(1, 3);
    for (let item = 1; item <= items; item += 1) {
      const { id, category, cents } = pick(products);
      const freight = whole(500, 2500);
      total += cents + freight;
      if (isKept) sold[category[1]] = (sold[category[1]] ?? 0) + cents;
      rows["items"]!.push(
        `"${order}",${item},"${id}","${hex("5e", 1)}",${stamp(5)},${money(cents)},${money(freight)}`,
      );
    }
    if (items === 0) total = whole(500, 5000);
    const voucher = random.chance(0.2) ? whole(100, 400) : 0;
    rows["payments"]!.push(`"${order}",1,credit_card,1,${money(total - voucher)}`);
    if (voucher > 0) rows["payments"]!.push(`"${order}",2,voucher,1,${money(voucher)}`);
    if (!isKept) continue;
    paid += total;
    counted += 1;
    kept.add(buyer);
  }
  const texts: Texts = {
    "olist_orders_dataset.csv": csv(
      quoted(
        "order_id customer_id order_status order_purchase_timestamp order_approved_at order_delivered_carrier_date order_delivered_customer_date order_estimated_delivery_date",
      ),
      rows["orders"]!,
    ),
    "olist_order_items_dataset.csv": csv(
      quoted("order_id order_item_id product_id seller_id shipping_limit_date price freight_value"),
      rows["items"]!,
    ),
    "olist_order_payments_dataset.csv": csv(
      quoted("order_id payment_sequential payment_type payment_installments payment_value"),
      rows["payments"]!,
    ),
    "olist_customers_dataset.csv": csv(
      quoted("customer_id customer_unique_id customer_zip_code_prefix customer_city customer_state"),
      rows["customers"]!,
    ),
    "olist_products_dataset.csv": csv(
      quoted(
        "product_id product_category_name product_name_lenght product_description_lenght product_photos_qty product_weight_g product_length_cm product_height_cm product_width_cm",
      ),
      products.map(({ id, category }) => `"${id}",${category[0]},40,287,1,225,16,10,14`),
    ),
    "product_category_name_translation.csv": csv(
      "\ufeffproduct_category_name,product_category_name_english",
      categories.map((names) => names.join(",")),
    ),
    "olist_sellers_dataset.csv": csv(quoted("seller_id seller_zip_code_prefix seller_city seller_state"), [
      `"${hex("5e", 1)}","13023",campinas,SP`,
    ]),
    "olist_order_reviews_dataset.csv": csv(
      quoted(
        "review_id order_id review_score review_comment_title review_comment_message review_creation_date review_answer_timestamp",
      ),
      [`"${hex("7e", 1)}","${hex("00", 1)}",4,,,2018-01-18 00:00:00,2018-01-18 21:46:59`],
    ),
    "olist_geolocation_dataset.csv": csv(
      quoted(
        "geolocation_zip_code_prefix geolocation_lat geolocation_lng geolocation_city geolocation_state",
      ),
      [`"01037",-23.54562128115268,-46.63929204800168,sao paulo,SP`],
    ),
  };
  const records = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, text.trimEnd().split("\n").length - 1]),
  );
  return { texts, orders: counted, buyers: kept.size, paid, sold, records };
}
