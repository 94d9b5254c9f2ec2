/** Import plans written by hand, one per real file, and small ones from a few columns. */
import type {
  CanonicalColumn,
  ColumnReading,
  FilePlan,
  FileStructure,
  ImportPlan,
} from "../../src/orders/plan.ts";
import { defaultRules, type CountingRules } from "../../src/orders/rules.ts";

/** Text as it stands. */
export const text: ColumnReading = { kind: "text" };
/** An identifier as it stands. */
export const id: ColumnReading = { kind: "id", dropPointZero: false };
/** A plain number. */
export const number: ColumnReading = { kind: "number", decimal: ".", plain: true };

/** A moment in these formats, without offset. */
export function time(...formats: string[]): ColumnReading {
  return {
    kind: "time",
    formats,
    offset: "none",
    timeZone: null,
    hasTime: formats.some((f) => f.includes("%H")),
  };
}

/** One column of a small plan: its header, how it is read, and what it means (nothing: an extra column). */
export type Column = readonly [name: string, reading: ColumnReading, meaning?: CanonicalColumn];

const structure: FileStructure = {
  record: "order",
  orderFields: "every_record",
  amount: "once_per_order",
  amountIsNetOfRefunds: false,
  hasCustomerKey: true,
};

/** What a small plan leaves open is: comma, `\n`, one header line, generic, one order per record. */
export interface PlanParts extends Partial<Omit<FilePlan, "structure" | "mapping" | "columns">> {
  readonly structure?: Partial<FileStructure>;
}

/** A plan of one file from its columns. */
export function filePlan(columns: readonly Column[], counted: number, parts: PlanParts = {}): FilePlan {
  const mapping: Partial<Record<CanonicalColumn, number>> = {};
  columns.forEach(([, , meaning], index) => {
    if (meaning) mapping[meaning] = index;
  });
  const name = parts.name ?? "orders.csv";
  return {
    name,
    attachedAs: name,
    bytes: 0,
    encoding: "utf-8",
    dialect: { delimiter: ",", quote: '"', newline: "\n", headerRecord: 0 },
    source: "generic",
    sourceEvidence: [],
    sourceColumns: null,
    mappingEvidence: {},
    statuses: {},
    currency: null,
    reader: "original",
    counted,
    skipRecords: 1,
    questions: [],
    warnings: [],
    rejected: [],
    skipped: [],
    headerLine: 1,
    preview: [],
    ...parts,
    columns: columns.map(([column, reading]) => ({ name: column, reading })),
    mapping,
    structure: { ...structure, ...parts.structure },
  };
}

/** A plan of files under the default rules, with these changed. */
export function importPlan(files: readonly FilePlan[], rules: Partial<CountingRules> = {}): ImportPlan {
  return { files, rules: { ...defaultRules, ...rules }, timeZone: null, importedOn: "2026-06-01" };
}

/** UCI Online Retail: lines without an amount of their own. */
export const onlineRetail = filePlan(
  [
    ["InvoiceNo", id, "order_id"],
    ["StockCode", id, "product_id"],
    ["Description", text, "product_name"],
    ["Quantity", number, "quantity"],
    ["InvoiceDate", time("%Y-%m-%d %H:%M:%S"), "ordered_at"],
    ["UnitPrice", number, "unit_price"],
    ["CustomerID", { kind: "id", dropPointZero: true }, "customer_id"],
    ["Country", text, "country"],
  ],
  541_909,
  {
    name: "online_retail.csv",
    currency: "GBP",
    structure: { record: "line", amount: "quantity_times_price" },
  },
);

/** The CDNOW sample, rewritten from its fixed width: no order ids. */
export const cdnow = filePlan(
  [
    ["column_1", id],
    ["column_2", id, "customer_id"],
    ["column_3", time("%Y%m%d"), "ordered_at"],
    ["column_4", number, "quantity"],
    ["column_5", number, "net_amount"],
  ],
  6919,
  {
    name: "CDNOW_sample.txt",
    source: "cdnow",
    currency: "USD",
    reader: "normalised",
    skipRecords: 0,
    headerLine: null,
    dialect: { delimiter: "whitespace", quote: null, newline: "\r\n", headerRecord: null },
    structure: { record: "order", amount: "sum_of_records" },
  },
);

/** Superstore: lines with their own sales. */
export const superstore = filePlan(
  [
    ["Row ID", text],
    ["Order ID", id, "order_id"],
    ["Order Date", time("%m/%d/%Y"), "ordered_at"],
    ["Ship Date", time("%m/%d/%Y"), "shipped_at"],
    ["Ship Mode", text],
    ["Customer ID", id, "customer_id"],
    ["Customer Name", text],
    ["Segment", text],
    ["Country", text, "country"],
    ["City", text, "city"],
    ["State", text, "region"],
    ["Postal Code", text],
    ["Region", text],
    ["Product ID", id, "product_id"],
    ["Category", text, "category"],
    ["Sub-Category", text],
    ["Product Name", text, "product_name"],
    ["Sales", number, "line_amount"],
    ["Quantity", number, "quantity"],
    ["Discount", text],
    ["Profit", text],
  ],
  9994,
  {
    name: "superstore.csv",
    currency: "USD",
    dialect: { delimiter: ",", quote: '"', newline: "\r\n", headerRecord: 0 },
    structure: { record: "line", amount: "sum_of_records" },
  },
);

/** Orders of the R package rfm: no order ids. */
export const rfmOrders = filePlan(
  [
    ["customer_id", id, "customer_id"],
    ["order_date", time("%Y-%m-%d"), "ordered_at"],
    ["revenue", number, "net_amount"],
    ["first_name", text],
    ["last_name", text],
    ["email", text],
  ],
  4906,
  { name: "rfm_data_orders.csv", structure: { amount: "sum_of_records" } },
);

const stamp: ColumnReading = {
  kind: "time",
  formats: ["%Y-%m-%d %H:%M:%S %z"],
  offset: "wall",
  timeZone: null,
  hasTime: true,
};

/** What Shopify's columns mean. */
const shopifyMeanings: Readonly<Record<string, readonly [CanonicalColumn, ColumnReading]>> = {
  Name: ["order_id", id],
  Email: ["email", text],
  Phone: ["phone", text],
  "Financial Status": ["status", text],
  "Paid at": ["paid_at", stamp],
  "Fulfilled at": ["shipped_at", stamp],
  Currency: ["currency", text],
  Subtotal: ["goods_amount", number],
  Shipping: ["shipping_amount", number],
  Taxes: ["tax_amount", number],
  Total: ["net_amount", number],
  "Discount Code": ["coupon", text],
  "Discount Amount": ["discount_amount", number],
  "Created at": ["ordered_at", stamp],
  "Lineitem quantity": ["quantity", number],
  "Lineitem name": ["product_name", text],
  "Lineitem price": ["unit_price", number],
  "Lineitem sku": ["product_id", id],
  "Lineitem discount": ["line_discount", number],
  "Cancelled at": ["cancelled_at", stamp],
  "Payment Method": ["payment_method", text],
  "Refunded Amount": ["refund_amount", number],
  Source: ["channel", text],
};

/** A Shopify export with this header: the order's fields stand on its first line only. */
export function shopify(name: string, header: readonly string[], counted: number): FilePlan {
  return filePlan(
    header.map((column) => {
      const meaning = shopifyMeanings[column];
      return meaning ? [column, meaning[1], meaning[0]] : [column, text];
    }),
    counted,
    {
      name,
      source: "shopify",
      structure: { record: "line", orderFields: "first_record" },
      statuses: {
        pending: "unpaid",
        authorized: "unpaid",
        partially_paid: "unpaid",
        paid: "paid",
        partially_refunded: "partially_refunded",
        refunded: "refunded",
        voided: "cancelled",
      },
    },
  );
}

const taobaoMeanings: Readonly<Record<string, readonly [CanonicalColumn, ColumnReading]>> = {
  订单编号: ["order_id", id],
  买家会员名: ["customer_id", text],
  买家应付邮费: ["shipping_amount", number],
  买家实际支付金额: ["net_amount", number],
  订单状态: ["status", text],
  订单创建时间: ["ordered_at", time("%Y-%m-%d %H:%M:%S")],
  订单付款时间: ["paid_at", time("%Y-%m-%d %H:%M:%S")],
  退款金额: ["refund_amount", number],
};

/** A Taobao ExportOrderList with this header, rewritten from GBK. */
export function taobao(name: string, header: readonly string[], counted: number): FilePlan {
  return filePlan(
    header.map((column) => {
      const meaning = taobaoMeanings[column.trim()];
      return meaning ? [column, meaning[1], meaning[0]] : [column, text];
    }),
    counted,
    {
      name,
      source: "taobao",
      encoding: "gb18030",
      reader: "normalised",
      skipRecords: 0,
      currency: "CNY",
      structure: { amountIsNetOfRefunds: true },
      statuses: { 交易成功: "paid", 交易关闭: "cancelled", 等待买家付款: "unpaid" },
      closedMeansRefundedWhenPaid: true,
    },
  );
}
