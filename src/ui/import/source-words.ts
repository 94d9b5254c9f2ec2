/** The names of the sources that a file can be from. */
import { m, type Messages } from "../../messages/messages.ts";

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

/** The name of a source; its own id where it has none. */
export const sourceText = (source: string, messages: Messages) => sources[source]?.({}, messages) ?? source;
