/** 京东商家后台 (JD.com) order export: one record per product, the order's own fields repeated on each. */
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

/**
 * 京东商家后台 “订单导出”. 应付金额 is what is left to pay after the buyer's balance, so that both together are what was paid
 * (open.jd.com, order_payment: 应付款 = 货款 − 用户优惠 − 余额 + 运费). Statuses: the order states of open.jd.com's
 * pop.order.search; `(删除)` marks a cancelled order, `(锁定)` one that is held back. 下单帐号 is masked in most shops: then
 * there is no customer key.
 */
export const jd: SourceFormat = {
  id: "jd",
  columns: (
    "订单号|商品ID|商品名称|订购数量|支付方式|下单时间|京东价|订单金额|结算金额|余额支付|应付金额|" +
    "订单状态|订单类型|下单帐号|客户姓名|客户地址|联系电话|订单备注|发票类型|发票抬头|发票内容|" +
    "商家备注|商家备注等级（等级1-5为由高到低）|运费金额|付款确认时间|增值税发票|货号|订单完成时间|" +
    "订单来源|订单渠道"
  ).split("|"),
  signature: ["订单号", "京东价", "结算金额", "下单帐号", "余额支付", "货号"],
  mapping: {
    order_id: ["订单号"],
    customer_id: ["下单帐号", "下单账号"],
    ordered_at: ["下单时间"],
    paid_at: ["付款确认时间"],
    delivered_at: ["订单完成时间"],
    status: ["订单状态"],
    net_amount: ["应付金额"],
    gross_amount: ["订单金额"],
    shipping_amount: ["运费金额"],
    channel: ["订单来源", "订单渠道"],
    payment_method: ["支付方式"],
    product_id: ["商品ID", "货号"],
    product_name: ["商品名称"],
    quantity: ["订购数量"],
    unit_price: ["京东价"],
  },
  terms: [
    { headers: ["应付金额"], sign: 1, per: "record" },
    { headers: ["余额支付"], sign: 1, per: "record" },
  ],
  structure: {
    record: "line",
    orderFields: "every_record",
    amount: "once_per_order",
    amountIsNetOfRefunds: false,
  },
  statuses: statusTable({
    paid: "等待出库|等待发货|待出库|待发货|已出库|已发货|等待确认收货|待收货|完成|已完成|订单完成|锁定|已锁定|暂停|(锁定)等待出库|(锁定)等待确认收货|（锁定）等待出库|（锁定）等待确认收货",
    unpaid: "等待付款|待付款|未付款",
    cancelled:
      "已取消|取消|订单取消|(删除)等待付款|(删除)等待出库|(删除)等待确认收货|（删除）等待付款|（删除）等待出库|（删除）等待确认收货",
    refunded: "退款成功|已退款",
  }),
  currency: "CNY",
  offsets: "wall",
  closedMeansRefundedWhenPaid: false,
};
