/** Tmall's ExportItemList of 2026: the products of orders without prices, to be joined to ExportOrderList. */
import type { SourceFormat } from "./source.ts";

/** 千牛 "已卖出的宝贝 → 批量导出", the file ExportItemList. It says which products an order has, not how many or for how much. */
export const tmallItems: SourceFormat = {
  id: "tmall_items",
  role: "items",
  store: "taobao",
  columns: "子订单编号|主订单编号|商家编码|外部系统编号|商品标题|物流单号|物流公司".split("|"),
  signature: ["子订单编号", "主订单编号", "商家编码", "外部系统编号", "商品标题", "物流单号"],
  mapping: {
    order_id: ["主订单编号"],
    product_id: ["商家编码", "外部系统编号"],
    product_name: ["商品标题"],
  },
  structure: {
    record: "line",
    orderFields: "every_record",
    amount: "sum_of_records",
    amountIsNetOfRefunds: false,
  },
  statuses: {},
  currency: "CNY",
  offsets: "wall",
  closedMeansRefundedWhenPaid: true,
};
