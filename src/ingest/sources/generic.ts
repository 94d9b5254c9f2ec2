/** An export of no known platform: columns by header words and content, statuses by common words. */
import type { OrderStatus } from "../../orders/plan.ts";
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

const words: Readonly<Record<OrderStatus, string>> = {
  paid: "paid|complete|completed|processing|fulfilled|shipped|delivered|success|succeeded|successful|closed|settled|approved|captured|已付款|已支付|已完成|完成|交易成功|已发货|已签收|待发货|成功|bezahlt|abgeschlossen|versendet|versandt|geliefert|zugestellt",
  partially_refunded:
    "partially_refunded|partially refunded|partial refund|partial_refund|partly refunded|部分退款|teilweise erstattet",
  refunded:
    "refunded|refund|returned|chargeback|已退款|退款成功|退款|全额退款|erstattet|zurückgegeben|retourniert",
  unpaid:
    "unpaid|pending|pending payment|pending_payment|awaiting payment|on-hold|on hold|authorized|failed|open|draft|expired|未付款|待付款|等待买家付款|未支付|待支付|offen|ausstehend|unbezahlt",
  cancelled:
    "cancelled|canceled|voided|void|cancel|declined|rejected|交易关闭|已取消|取消|已关闭|关闭|storniert|abgebrochen",
};

/** Statuses by the words that shops commonly write. */
export const commonStatuses: Readonly<Record<string, OrderStatus>> = statusTable(words);

/** The format of every file that no source recognises. */
export const generic: SourceFormat = {
  id: "generic",
  columns: [],
  signature: [],
  mapping: {},
  structure: null,
  statuses: commonStatuses,
  currency: null,
  offsets: "convert",
  closedMeansRefundedWhenPaid: false,
};
