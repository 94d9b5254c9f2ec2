/** The ledger in the forms of the Chinese platforms beside Taobao. */
import { goodsOf, ledger, money, totalOf, type LedgerOrder } from "./ledger.ts";
import { toGbk } from "./gbk.ts";
import { table, type Export } from "./table.ts";

const isWhole = (one: LedgerOrder) => one.refund === totalOf(one);
const id = (one: LedgerOrder) => `25010500${String(one.number).padStart(8, "0")}`;

/** 京东: GBK, the order's amounts on each of its products, part of one paid from the buyer's balance, no refunds. */
export const jd = (): Export => ({
  name: "订单导出.csv",
  carries: { customers: true, refunds: "none" },
  encode: toGbk,
  text: table(
    "jd",
    ledger.flatMap((one) =>
      one.lines.map((line) => ({
        订单号: `="${id(one)}"`,
        商品ID: line.sku,
        商品名称: line.name,
        订购数量: String(line.quantity),
        支付方式: "在线支付",
        下单时间: one.at,
        京东价: money(line.price),
        订单金额: money(goodsOf(one)),
        结算金额: money(totalOf(one)),
        余额支付: one.number === 2 ? "40.00" : "0.00",
        应付金额: money(totalOf(one) - (one.number === 2 ? 40 : 0)),
        订单状态: one.isPaid ? "完成" : "(删除)等待付款",
        下单帐号: one.buyer === null ? "" : `jd_${one.buyer}`,
        客户姓名: "张*",
        运费金额: money(one.shipping),
        付款确认时间: one.isPaid ? one.at : "",
        订单来源: "APP",
      })),
    ),
    { newline: "\r\n" },
  ),
});

/** 拼多多: one record per order without its buyer; a refund is a word, so that only whole ones can be told. */
export const pinduoduo = (): Export => ({
  name: "orders_export2025-05-01.csv",
  carries: { customers: false, refunds: "whole" },
  text: `\ufeff${table(
    "pinduoduo",
    ledger.map((one) => ({
      订单成交时间: one.at,
      商品: one.lines.map(({ name }) => name).join("；"),
      订单号: `${id(one).slice(0, 6)}-${id(one).slice(6)}\t`,
      订单状态: !one.isPaid ? "已取消" : isWhole(one) ? "已发货，退款成功" : "已收货",
      "商品总价(元)": money(goodsOf(one)),
      "邮费(元)": money(one.shipping),
      "店铺优惠折扣(元)": "0",
      "用户实付金额(元)": money(totalOf(one)),
      "商家实收金额(元)": money(totalOf(one)),
      "商品数量(件)": String(one.lines.reduce((sum, { quantity }) => sum + quantity, 0)),
      商品id: one.lines[0]!.sku,
      售后状态: isWhole(one) ? "退款成功" : "无售后或售后取消",
    })),
    { newline: "\r\n" },
  )}`,
});

/** 抖店: one record per product with its own amount, the first with the shipping; names masked, refunds in words. */
export const douyin = (): Export => ({
  name: "抖店订单.csv",
  carries: { customers: false, refunds: "whole" },
  text: `\ufeff${table(
    "douyin",
    ledger.flatMap((one) =>
      one.lines.map((line, index) => ({
        主订单编号: `${id(one)}\t`,
        子订单编号: `${id(one)}${index}\t`,
        选购商品: line.name,
        商品数量: String(line.quantity),
        商家编码: line.sku,
        订单应付金额: money(line.quantity * line.price + (index === 0 ? one.shipping : 0)),
        运费: index === 0 ? money(one.shipping) : "0.00",
        收件人: "张**",
        收件人手机号: "1**********",
        订单提交时间: one.at,
        订单状态: one.isPaid && !isWhole(one) ? "已完成" : "已关闭",
        售后状态: isWhole(one) ? "退款成功" : "-",
        取消原因: one.isPaid ? "" : "用户未付款",
      })),
    ),
  )}`,
});
