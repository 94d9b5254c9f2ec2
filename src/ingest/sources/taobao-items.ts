/** Taobao's ExportOrderDetailList: the products of orders, to be joined to ExportOrderList. */
import type { SourceFormat } from "./source.ts";
import { taobao } from "./taobao.ts";

/** 千牛 "已卖出的宝贝 → 批量导出", the file ExportOrderDetailList (宝贝报表). */
export const taobaoItems: SourceFormat = {
  id: "taobao_items",
  role: "items",
  store: "taobao",
  columns: "订单编号|标题|价格|购买数量|外部系统编号|商品属性|套餐信息|备注|订单状态|商家编码".split("|"),
  signature: ["订单编号", "标题", "购买数量", "外部系统编号", "套餐信息", "商品属性"],
  mapping: {
    order_id: ["主订单编号", "订单编号"],
    status: ["订单状态"],
    product_id: ["商家编码", "外部系统编号"],
    product_name: ["标题"],
    quantity: ["购买数量"],
    unit_price: ["价格"],
  },
  structure: {
    record: "line",
    orderFields: "every_record",
    amount: "quantity_times_price",
    amountIsNetOfRefunds: false,
  },
  statuses: taobao.statuses,
  currency: "CNY",
  offsets: "wall",
  closedMeansRefundedWhenPaid: true,
};
