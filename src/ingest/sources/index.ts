/** The table of contents of the sources, and which of them a file is from. */
import type { CanonicalColumn, Evidence, FileRole } from "../../orders/plan.ts";
import type { Inspection } from "../inspection.ts";
import { amazon } from "./amazon.ts";
import { cdnow } from "./cdnow.ts";
import { douyin } from "./douyin.ts";
import { ebay } from "./ebay.ts";
import { etsyItems } from "./etsy-items.ts";
import { etsyOrders } from "./etsy-orders.ts";
import { generic } from "./generic.ts";
import { jd } from "./jd.ts";
import { magento } from "./magento.ts";
import { olist } from "./olist.ts";
import { paypal, paypalGerman } from "./paypal.ts";
import { pinduoduo } from "./pinduoduo.ts";
import { sameHeader } from "./same-header.ts";
import { shopify } from "./shopify.ts";
import type { Recognised, SourceFormat } from "./source.ts";
import { square } from "./square.ts";
import { squarespace } from "./squarespace.ts";
import { stripe } from "./stripe.ts";
import { taobaoItems } from "./taobao-items.ts";
import { taobao } from "./taobao.ts";
import { onlineRetail, onlineRetail2, superstore } from "./teaching-sets.ts";
import { tiktok } from "./tiktok.ts";
import { tmallItems } from "./tmall-items.ts";
import { woocommerce } from "./woocommerce.ts";

/** The known sources; of those that a file could be from, an earlier one wins a tie. */
export const sources: readonly SourceFormat[] = [
  shopify,
  taobao,
  taobaoItems,
  tmallItems,
  jd,
  pinduoduo,
  douyin,
  amazon,
  etsyItems,
  etsyOrders,
  ebay,
  woocommerce,
  magento,
  squarespace,
  stripe,
  square,
  paypal,
  paypalGerman,
  tiktok,
  onlineRetail,
  onlineRetail2,
  superstore,
  cdnow,
  ...olist,
];

/** The share of a source's signature that a file must have, and how many of its columns at least. */
const signatureShare = 0.6;
const signatureColumns = 3;
/** The share of the file's own columns that the source must know: a platform's columns among many others are another's. */
const knownShare = 0.4;

/** A file's source and the evidence. */
export interface SourceFound {
  readonly source: SourceFormat;
  readonly evidence: readonly Evidence[];
  /** Columns of the source's list that the file has; null for a source without a list. */
  readonly columns: { readonly found: number; readonly of: number } | null;
  readonly recognised: Recognised | null;
}

/** The column without which a file that is joined to orders cannot be read, by its role. */
const joinedBy: Readonly<Partial<Record<FileRole, CanonicalColumn>>> = {
  items: "order_id",
  payments: "order_id",
  refunds: "order_id",
  customers: "customer_id",
};

/** True where the file has a column for what this source cannot be read without: the order, its date, its amount. */
function canBeRead(source: SourceFormat, headers: ReadonlySet<string>): boolean {
  const hasAny = (names: readonly string[] = []) => names.some((name) => headers.has(sameHeader(name)));
  const { mapping, role = "orders" } = source;
  if (source.isSetAside) return true;
  if (role !== "orders") {
    const key = joinedBy[role];
    return key === undefined || hasAny(mapping[key]);
  }
  const amounts = [
    mapping.net_amount,
    mapping.unit_price,
    mapping.line_amount,
    ...(source.terms ?? []).map((term) => term.headers),
  ].filter((names) => names !== undefined);
  return (
    hasAny(mapping.order_id) && hasAny(mapping.ordered_at) && (amounts.length === 0 || amounts.some(hasAny))
  );
}

/** How much a file looks like a source's export: 0 where it is not one, at most 2. */
function likeness(source: SourceFormat, headers: ReadonlySet<string>): number {
  if (source.signature.length === 0 || headers.size === 0) return 0;
  const count = (names: readonly string[]) => names.filter((name) => headers.has(sameHeader(name))).length;
  const signed = count(source.signature);
  const known = count(source.columns) / headers.size;
  const share = signed / source.signature.length;
  if (signed < Math.min(signatureColumns, source.signature.length) || share < signatureShare) return 0;
  return known >= knownShare && canBeRead(source, headers) ? share + known : 0;
}

/** The source of a file: recognised by content, else of those whose signature it has the likest one; else generic. */
export function detectSource(file: Inspection): SourceFound {
  for (const source of sources) {
    const recognised = source.recognise?.(file) ?? null;
    if (recognised !== null) return { source, evidence: recognised.evidence, columns: null, recognised };
  }
  const headers = new Set(file.columns.map(sameHeader));
  let best: { readonly source: SourceFormat; readonly like: number } | null = null;
  for (const source of file.dialect.headerRecord === null ? [] : sources) {
    const like = likeness(source, headers);
    if (like > (best?.like ?? 0)) best = { source, like };
  }
  if (best === null)
    return {
      source: generic,
      evidence: [{ key: "evidence_source_generic" }],
      columns: null,
      recognised: null,
    };
  const { source } = best;
  const found = source.columns.filter((name) => headers.has(sameHeader(name))).length;
  const columns = { found, of: source.columns.length };
  return {
    source,
    evidence: [{ key: "evidence_source_columns", inputs: columns }],
    columns,
    recognised: null,
  };
}
