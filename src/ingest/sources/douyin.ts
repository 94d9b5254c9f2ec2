/** 抖店 (Douyin shop) order export: one record per product of an order (子订单), buyers masked. */
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

/**
 * 抖店商家后台 “订单管理 → 导出”. Each 子订单 has its own 订单应付金额 and 售后状态: 退款成功 gives that product's amount back.
 * Statuses: op.jinritemai.com, order.searchList (order_status_desc, after_sale_status_desc).
 */
export const douyin: SourceFormat = {
  id: "douyin",
  columns: (
    "主订单编号|子订单编号|选购商品|商品规格|商品数量|商家编码|订单应付金额|运费|收件人|收件人手机号|" +
    "详细地址|订单提交时间|商家备注|订单完成时间|订单状态|售后状态|取消原因|发货时间|" +
    "平台实际承担优惠金额|商家实际承担优惠金额|达人实际承担优惠金额"
  ).split("|"),
  signature: [
    "主订单编号",
    "子订单编号",
    "选购商品",
    "订单应付金额",
    "达人实际承担优惠金额",
    "平台实际承担优惠金额",
  ],
  mapping: {
    order_id: ["主订单编号"],
    ordered_at: ["订单提交时间"],
    paid_at: ["支付完成时间"],
    shipped_at: ["发货时间"],
    delivered_at: ["订单完成时间"],
    status: ["订单状态"],
    refund_status: ["售后状态"],
    net_amount: ["订单应付金额"],
    shipping_amount: ["运费"],
    channel: ["流量来源", "订单来源"],
    payment_method: ["支付方式"],
    product_id: ["商家编码", "商品ID"],
    product_name: ["选购商品"],
    quantity: ["商品数量"],
  },
  structure: {
    record: "line",
    orderFields: "every_record",
    amount: "sum_of_records",
    amountIsNetOfRefunds: false,
  },
  masksBuyers: true,
  statuses: statusTable({
    paid: "待发货|备货中|部分发货|已发货|已收货|已签收|已完成|已支付|无售后|未申请售后|售后关闭|售后取消|售后处理中|退款中|待商家处理|待买家退货|待商家收货|商家拒绝|拒绝退款|换货成功|-",
    unpaid: "待支付|待付款|待确认|未支付",
    cancelled: "已关闭|已取消|交易关闭",
    refunded: "退款成功|退货退款成功|退货成功|仅退款成功|已退款|已全额退款|全额退款|退款完成",
    partially_refunded: "部分退款|部分退款成功",
  }),
  currency: "CNY",
  offsets: "wall",
  closedMeansRefundedWhenPaid: false,
};
