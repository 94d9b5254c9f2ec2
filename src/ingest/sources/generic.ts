/** An export of no known platform: columns by header words and content, statuses by common words. */
import type { OrderStatus } from "../../orders/plan.ts";
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

const words: Readonly<Record<OrderStatus, string>> = {
  paid: "paid|complete|completed|processing|fulfilled|shipped|delivered|success|succeeded|successful|closed|settled|approved|captured|已付款|已支付|已完成|完成|无售后|未申请售后|无售后或售后取消|售后关闭|售后取消|已签收|已收货|待收货|备货中|部分发货|-|交易成功|已发货|已签收|待发货|成功|bezahlt|abgeschlossen|versendet|versandt|geliefert|zugestellt|versandbereit|bezahlt und versendet|in bearbeitung|in transit|out for delivery|unfulfilled|ready to ship|to ship|ready_to_ship|invoiced|billed|sale|sales order|done|confirmed|payment accepted|livré|livrée|expédié|expédiée|payé|payée|terminée|terminé|en cours de préparation|paiement accepté|completado|entregado|enviado|pagado|処理済|発送済|発送済み|入金済み|配送済み|完了|處理中|已送達|已出貨",
  partially_refunded:
    "partially_refunded|partially refunded|partial refund|partial_refund|partly refunded|部分退款|teilweise erstattet",
  refunded:
    "refunded|refund|returned|chargeback|charged back|refunded in full|fully refunded|remboursé|remboursée|reembolsado|返金済み|返品|已退貨|已退货|已退款|退款成功|退款|全额退款|erstattet|zurückgegeben|retourniert",
  unpaid:
    "unpaid|pending|pending payment|pending_payment|awaiting payment|on-hold|on hold|authorized|failed|open|draft|expired|未付款|待付款|等待买家付款|未支付|待支付|offen|ausstehend|unbezahlt|non payé|en attente de paiement|en attente|pendiente|pendiente de pago|未入金|入金待ち|processing payment|awaiting_payment|unpaid order|incomplete|abandoned|quotation",
  cancelled:
    "cancelled|canceled|voided|void|cancel|declined|rejected|交易关闭|已取消|取消|已关闭|关闭|storniert|abgebrochen|annulé|annulée|cancelado|cancelada|anulado|キャンセル|キャンセル済み|已作废|作废|unavailable",
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
