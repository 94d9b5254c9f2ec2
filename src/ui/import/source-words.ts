/** The names of the sources that a file can be from, and of what its records are. */
import { m, type Messages } from "../../messages/messages.ts";
import type { FileRole } from "../../orders/plan.ts";

type Say = (inputs: Record<never, never>, options: Messages) => string;

const sources: Readonly<Record<string, Say>> = {
  shopify: m.import_source_shopify,
  taobao: m.import_source_taobao,
  taobao_items: m.platforms_source_taobao_items,
  tmall_items: m.platforms_source_tmall_items,
  jd: m.platforms_source_jd,
  pinduoduo: m.platforms_source_pinduoduo,
  douyin: m.platforms_source_douyin,
  amazon: m.platforms_source_amazon,
  etsy_items: m.platforms_source_etsy_items,
  etsy_orders: m.platforms_source_etsy_orders,
  ebay: m.platforms_source_ebay,
  woocommerce: m.platforms_source_woocommerce,
  magento: m.platforms_source_magento,
  squarespace: m.platforms_source_squarespace,
  stripe: m.platforms_source_stripe,
  square: m.platforms_source_square,
  paypal: m.platforms_source_paypal,
  tiktok: m.platforms_source_tiktok,
  online_retail: m.platforms_source_online_retail,
  online_retail_2: m.platforms_source_online_retail_2,
  superstore: m.platforms_source_superstore,
  cdnow: m.import_source_cdnow,
  generic: m.import_source_generic,
};

const roles: Record<FileRole, Say> = {
  orders: m.joins_role_orders,
  items: m.joins_role_items,
  customers: m.joins_role_customers,
  refunds: m.joins_role_refunds,
  payments: m.joins_role_payments,
  products: m.joins_role_products,
  costs: m.joins_role_costs,
  contacts: m.joins_role_contacts,
  reasons: m.joins_role_reasons,
};

/** What the records of a file are. */
export const roleText = (role: FileRole, messages: Messages) => roles[role]({}, messages);

/** The files of one data set that are recognised apart: its name, and what each holds. */
const parts: Readonly<Record<string, readonly [platform: string, role: FileRole]>> = {
  olist_orders: ["Olist", "orders"],
  olist_order_items: ["Olist", "items"],
  olist_order_payments: ["Olist", "payments"],
  olist_customers: ["Olist", "customers"],
  olist_products: ["Olist", "products"],
  olist_category_names: ["Olist", "products"],
};

/** The name of a source; its own id where it has none. */
export function sourceText(source: string, messages: Messages): string {
  const part = parts[source];
  if (part) return m.joins_source_of({ platform: part[0], holds: roleText(part[1], messages) }, messages);
  return sources[source]?.({}, messages) ?? source;
}
