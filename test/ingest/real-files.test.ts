import { describe, expect, it } from "vitest";
import type { FilePlan } from "../../src/orders/plan.ts";
import { dataFile } from "../support/data.ts";
import { fileAt, headersOf, planOne } from "../support/files.ts";

const essence = (file: FilePlan) => ({
  source: file.source,
  sourceColumns: file.sourceColumns,
  encoding: file.encoding,
  dialect: file.dialect,
  reader: file.reader,
  counted: file.counted,
  structure: file.structure,
  mapping: headersOf(file),
  orderedAt: file.columns[file.mapping.ordered_at!]!.reading,
  currency: file.currency,
  rejected: file.rejected,
  skipped: file.skipped,
  warnings: file.warnings.map(({ code }) => code),
  questions: file.questions.map(({ question }) => question),
});

const quietly = { rejected: [], skipped: [], warnings: [], questions: [] };
const stamp = { kind: "time", formats: ["%Y-%m-%d %H:%M:%S"], timeZone: null, hasTime: true };
const comma = { delimiter: ",", quote: '"', newline: "\n", headerRecord: 0 };

const cases: readonly { readonly file: string; readonly is: ReturnType<typeof essence> }[] = [
  {
    file: "online_retail/online_retail.csv",
    is: {
      ...quietly,
      source: "online_retail",
      sourceColumns: { found: 8, of: 8 },
      encoding: "utf-8",
      dialect: comma as FilePlan["dialect"],
      reader: "original",
      counted: 541_909,
      structure: {
        record: "line",
        orderFields: "every_record",
        amount: "quantity_times_price",
        amountIsNetOfRefunds: false,
        hasCustomerKey: true,
      },
      mapping: {
        order_id: "InvoiceNo",
        customer_id: "CustomerID",
        ordered_at: "InvoiceDate",
        country: "Country",
        product_id: "StockCode",
        product_name: "Description",
        quantity: "Quantity",
        unit_price: "UnitPrice",
      },
      orderedAt: { ...stamp, offset: "none" } as ReturnType<typeof essence>["orderedAt"],
      currency: "GBP",
    },
  },
  {
    file: "superstore/superstore.csv",
    is: {
      ...quietly,
      source: "superstore",
      sourceColumns: { found: 21, of: 21 },
      encoding: "utf-8",
      dialect: { ...comma, newline: "\r\n" } as FilePlan["dialect"],
      reader: "original",
      counted: 9994,
      structure: {
        record: "line",
        orderFields: "every_record",
        amount: "sum_of_records",
        amountIsNetOfRefunds: false,
        hasCustomerKey: true,
      },
      mapping: {
        order_id: "Order ID",
        customer_id: "Customer ID",
        ordered_at: "Order Date",
        shipped_at: "Ship Date",
        net_amount: "Sales",
        country: "Country",
        region: "Region",
        city: "City",
        product_id: "Product ID",
        product_name: "Product Name",
        category: "Category",
        quantity: "Quantity",
      },
      orderedAt: { kind: "time", formats: ["%m/%d/%Y"], offset: "none", timeZone: null, hasTime: false },
      currency: "USD",
    },
  },
  {
    file: "rfm_orders/rfm_data_orders.csv",
    is: {
      ...quietly,
      source: "generic",
      sourceColumns: null,
      encoding: "utf-8",
      dialect: comma as FilePlan["dialect"],
      reader: "original",
      counted: 4906,
      structure: {
        record: "order",
        orderFields: "every_record",
        amount: "sum_of_records",
        amountIsNetOfRefunds: false,
        hasCustomerKey: true,
      },
      mapping: {
        customer_id: "customer_id",
        email: "email",
        ordered_at: "order_date",
        net_amount: "revenue",
      },
      orderedAt: { kind: "time", formats: ["%Y-%m-%d"], offset: "none", timeZone: null, hasTime: false },
      currency: null,
    },
  },
  {
    file: "cdnow_sample/CDNOW_sample.txt",
    is: {
      ...quietly,
      source: "cdnow",
      sourceColumns: null,
      encoding: "utf-8",
      dialect: { delimiter: "whitespace", quote: null, newline: "\r\n", headerRecord: null },
      reader: "normalised",
      counted: 6919,
      structure: {
        record: "order",
        orderFields: "every_record",
        amount: "sum_of_records",
        amountIsNetOfRefunds: false,
        hasCustomerKey: true,
      },
      mapping: {
        customer_id: "column_2",
        ordered_at: "column_3",
        quantity: "column_4",
        net_amount: "column_5",
      },
      orderedAt: { kind: "time", formats: ["%Y%m%d"], offset: "none", timeZone: null, hasTime: false },
      currency: "USD",
      warnings: ["NO_HEADER"],
    },
  },
  {
    file: "exports/taobao_ExportOrderList_synthetic_gbk.csv",
    is: {
      ...quietly,
      source: "taobao",
      sourceColumns: { found: 61, of: 61 },
      encoding: "gb18030",
      dialect: { ...comma, newline: "\r\n" } as FilePlan["dialect"],
      reader: "normalised",
      counted: 12,
      structure: {
        record: "order",
        orderFields: "every_record",
        amount: "once_per_order",
        amountIsNetOfRefunds: true,
        hasCustomerKey: true,
      },
      mapping: {
        order_id: "订单编号",
        customer_id: "买家会员名",
        ordered_at: "订单创建时间",
        paid_at: "订单付款时间 ",
        delivered_at: "确认收货时间",
        status: "订单状态",
        net_amount: "买家实际支付金额",
        gross_amount: "总金额",
        goods_amount: "买家应付货款",
        refund_amount: "退款金额",
        shipping_amount: "买家应付邮费",
        channel: "店铺名称",
        product_name: "宝贝标题 ",
        quantity: "宝贝总数量",
      },
      orderedAt: { ...stamp, offset: "none" } as ReturnType<typeof essence>["orderedAt"],
      currency: "CNY",
    },
  },
];

describe("the plans of real files", () => {
  for (const { file, is } of cases) {
    const path = dataFile(file);
    it.skipIf(path === null)(`${file} is read as it is meant`, async () => {
      expect(essence(await planOne(fileAt(path!)))).toEqual(is);
    });
  }

  const devstore = dataFile("exports/shopify_devstore_orders_export.csv");
  it.skipIf(devstore === null)("a Shopify export keeps the clock that its stamps show", async () => {
    const file = await planOne(fileAt(devstore!));
    expect(file.source).toBe("shopify");
    expect(file.sourceColumns).toEqual({ found: 79, of: 79 });
    expect(file.counted).toBe(40);
    expect(file.reader).toBe("original");
    expect(file.structure).toEqual({
      record: "line",
      orderFields: "first_record",
      amount: "once_per_order",
      amountIsNetOfRefunds: false,
      hasCustomerKey: true,
    });
    const columns = ["ordered_at", "cancelled_at", "paid_at"] as const;
    for (const column of columns)
      expect(file.columns[file.mapping[column]!]!.reading).toEqual({ ...stamp, offset: "wall" });
    expect(headersOf(file)).toMatchObject({
      order_id: "Name",
      email: "Email",
      net_amount: "Total",
      refund_amount: "Refunded Amount",
    });
  });
});
