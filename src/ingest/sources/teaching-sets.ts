/** The data sets that teachers use: UCI Online Retail and Online Retail II, and Tableau's Superstore. */
import type { SourceFormat } from "./source.ts";

const lines = { record: "line", orderFields: "every_record", amountIsNetOfRefunds: false } as const;
const none = { statuses: {}, offsets: "convert", closedMeansRefundedWhenPaid: false } as const;

/**
 * UCI Online Retail (archive.ics.uci.edu/dataset/352): one record per product of an invoice, amounts are quantity × price in
 * pounds. An invoice that begins with C takes goods back: its quantities are negative and it names no order.
 */
export const onlineRetail: SourceFormat = {
  ...none,
  id: "online_retail",
  columns: "InvoiceNo|StockCode|Description|Quantity|InvoiceDate|UnitPrice|CustomerID|Country".split("|"),
  signature: ["InvoiceNo", "StockCode", "InvoiceDate", "UnitPrice", "CustomerID"],
  mapping: {
    order_id: ["InvoiceNo"],
    customer_id: ["CustomerID"],
    ordered_at: ["InvoiceDate"],
    country: ["Country"],
    product_id: ["StockCode"],
    product_name: ["Description"],
    quantity: ["Quantity"],
    unit_price: ["UnitPrice"],
  },
  structure: { ...lines, amount: "quantity_times_price" },
  currency: "GBP",
};

/** UCI Online Retail II (archive.ics.uci.edu/dataset/502): the same shop over two years, under other names of columns. */
export const onlineRetail2: SourceFormat = {
  ...none,
  id: "online_retail_2",
  columns: "Invoice|StockCode|Description|Quantity|InvoiceDate|Price|Customer ID|Country".split("|"),
  signature: ["Invoice", "StockCode", "InvoiceDate", "Price", "Customer ID"],
  mapping: {
    order_id: ["Invoice"],
    customer_id: ["Customer ID"],
    ordered_at: ["InvoiceDate"],
    country: ["Country"],
    product_id: ["StockCode"],
    product_name: ["Description"],
    quantity: ["Quantity"],
    unit_price: ["Price"],
  },
  structure: { ...lines, amount: "quantity_times_price" },
  currency: "GBP",
};

/** Tableau's Sample Superstore: one record per product of an order; Sales is the line's amount, its discount already off. */
export const superstore: SourceFormat = {
  ...none,
  id: "superstore",
  columns:
    "Row ID|Order ID|Order Date|Ship Date|Ship Mode|Customer ID|Customer Name|Segment|Country|City|State|Postal Code|Region|Product ID|Category|Sub-Category|Product Name|Sales|Quantity|Discount|Profit".split(
      "|",
    ),
  signature: ["Row ID", "Order ID", "Ship Mode", "Segment", "Sub-Category", "Sales", "Profit"],
  mapping: {
    order_id: ["Order ID"],
    customer_id: ["Customer ID"],
    ordered_at: ["Order Date"],
    shipped_at: ["Ship Date"],
    net_amount: ["Sales"],
    country: ["Country", "Country/Region"],
    region: ["Region"],
    city: ["City"],
    product_id: ["Product ID"],
    product_name: ["Product Name"],
    category: ["Category"],
    quantity: ["Quantity"],
  },
  structure: { ...lines, amount: "sum_of_records" },
  currency: "USD",
  dateOrder: "mdy",
};
