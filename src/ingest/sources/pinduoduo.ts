/** 拼多多商家后台 (Pinduoduo) order export: one record per order, buyers left out. */
import type { SourceFormat } from "./source.ts";
import { statusTable } from "./status-words.ts";

/**
 * 拼多多商家后台 “订单查询 → 批量导出”. 用户实付金额 is what the buyer paid. There is no amount of refunds: 售后状态 退款成功 gives the
 * whole order back. Statuses: open.pinduoduo.com, pdd.order.list.get (order_status, refund_status).
 */
export const pinduoduo: SourceFormat = {
  id: "pinduoduo",
  columns: (
    "订单成交时间|商品|订单号|订单状态|商品总价(元)|邮费(元)|店铺优惠折扣(元)|平台优惠折扣(元)|" +
    "多多支付立减金额(元)|用户实付金额(元)|商家实收金额(元)|商品数量(件)|发货时间|确认收货时间|" +
    "商品id|商品规格|样式ID|商家编码-规格维度|商家编码-商品维度|商家备注|售后状态|快递单号|快递公司"
  ).split("|"),
  signature: ["订单号", "商品总价(元)", "用户实付金额(元)", "商家实收金额(元)", "售后状态", "样式ID"],
  mapping: {
    order_id: ["订单号"],
    ordered_at: ["订单成交时间", "支付时间"],
    shipped_at: ["发货时间"],
    delivered_at: ["确认收货时间"],
    status: ["订单状态"],
    refund_status: ["售后状态"],
    net_amount: ["用户实付金额(元)", "商家实收金额(元)"],
    refund_amount: ["退款金额(元)"],
    shipping_amount: ["邮费(元)"],
    product_id: ["商品id"],
    product_name: ["商品"],
    quantity: ["商品数量(件)"],
    line_amount: ["商品总价(元)"],
  },
  structure: {
    record: "order",
    orderFields: "every_record",
    amount: "once_per_order",
    amountIsNetOfRefunds: false,
  },
  masksBuyers: true,
  statuses: statusTable({
    paid: "待发货|已发货，待收货|已发货，待签收|已发货|待收货|待签收|已收货|已签收|已评价|已完成|交易成功|已支付|待成团|拼团中|部分发货|无售后|无售后或售后取消|无售后或售后关闭|售后取消|售后关闭|售后处理中|退款中|未发货，退款中|已发货，退款中|已收货，退款中|待商家处理|待买家退货|拒绝退款|已撤销|-",
    unpaid: "待支付|待付款|未支付|等待买家付款",
    cancelled: "已取消|交易关闭|已关闭|拼团失败",
    refunded:
      "退款成功|未发货，退款成功|已发货，退款成功|已收货，退款成功|已取消，退款成功|已签收，退款成功|已退款",
    partially_refunded: "部分退款成功|部分退款",
  }),
  currency: "CNY",
  offsets: "wall",
  closedMeansRefundedWhenPaid: false,
};
