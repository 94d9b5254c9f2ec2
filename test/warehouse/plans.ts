/** Import plans written by hand, one per real file, and small ones from a few columns. */
import type { CanonicalColumn, ColumnReading, FilePlan, FileStructure, ImportPlan } from "../../src/orders/plan.ts";
import { defaultRules, type CountingRules } from "../../src/orders/rules.ts";

/** Text as it stands. */
export const text: ColumnReading = { kind: "text" };
/** An identifier as it stands. */
export const id: ColumnReading = { kind: "id", dropPointZero: false };
/** A plain number. */
export const number: ColumnReading = { kind: "number", decimal: ".", plain: true };

/** A moment in these formats, without offset. */
export function time(...formats: string[]): ColumnReading {
  return { kind: "time", formats, offset: "none", timeZone: null, hasTime: formats.some((f) => f.includes("%H")) };
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
