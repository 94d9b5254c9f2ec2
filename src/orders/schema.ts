/** The order data's tables: names, columns, types, units and meaning. The words here are the words in SQL. */

/** A column of a table. Money is in major units of the currency; moments are on the store's wall clock, without zone. */
export interface TableColumn {
  readonly name: string;
  readonly type: "VARCHAR" | "INTEGER" | "BIGINT" | "DECIMAL(18,4)" | "TIMESTAMP" | "DATE" | "BOOLEAN";
  /** What it holds, one clause. */
  readonly meaning: string;
}

const column = (name: string, type: TableColumn["type"], meaning: string): TableColumn => ({
  name,
  type,
  meaning,
});
const money = (name: string, meaning: string) => column(name, "DECIMAL(18,4)", meaning);
const text = (name: string, meaning: string) => column(name, "VARCHAR", meaning);
const moment = (name: string, meaning: string) => column(name, "TIMESTAMP", meaning);
const integer = (name: string, meaning: string) => column(name, "INTEGER", meaning);

const order: readonly TableColumn[] = [
  text("order_id", "the order's id as exported; never numeric"),
  text("customer_id", "one per buyer, after identity rules; null for guests"),
  integer("customer_key", "dense surrogate of customer_id; null for guests"),
  moment("ordered_at", "when the order was placed"),
  moment("paid_at", "when it was paid; null when the export has none"),
  text("status", "paid, partially_refunded, refunded, unpaid or cancelled"),
  money("gross_amount", "before discounts"),
  money("discount_amount", "discounts"),
  money("refund_amount", "money returned"),
  money("shipping_amount", "shipping"),
  money("tax_amount", "tax"),
  money("net_amount", "what the customer paid, discounts off, shipping and tax in, less refunds by policy"),
  money("cost_amount", "cost of goods, where known"),
  text("currency", "ISO 4217"),
  moment("shipped_at", "when it was shipped"),
  moment("delivered_at", "when it was delivered"),
  integer("items", "number of lines"),
  integer("order_number", "1 for the customer's first order, 2 for the next; null for guests"),
  integer("days_since_previous", "calendar days since the customer's previous order; null for the first"),
  text("channel", "sales channel"),
  text("campaign", "campaign"),
  text("country", "country"),
  text("region", "region or province"),
  text("city", "city"),
  text("coupon", "discount code"),
  text("payment_method", "payment method"),
  integer("source_id", "which imported file"),
];

/** The tables that analyses and users' SQL read. */
export const tables = {
  all_orders: [...order, text("excluded_by", "the counting rule that leaves the order out; null when kept")],
  orders: order,
  refunds: [
    text("order_id", "the order that the refund belongs to, or the refund's own id"),
    integer("customer_key", "the customer"),
    moment("refunded_at", "when; null when the export has no date"),
    money("amount", "money returned, positive"),
    integer("source_id", "which imported file"),
    integer("source_row", "the record's number in the file, header = 0"),
  ],
  order_lines: [
    text("order_id", "the order"),
    integer("customer_key", "the customer; null for guests"),
    moment("ordered_at", "when the order was placed"),
    integer("line_number", "1, 2, … within the order"),
    text("product_id", "the product's id, or its name where the export has no id"),
    text("product_name", "the product's name"),
    text("category", "the product's category"),
    column("quantity", "DECIMAL(18,4)", "units"),
    money("unit_price", "price of one unit"),
    money("net_amount", "quantity × unit price less the line's own discount, as exported"),
    money("cost_amount", "cost of the line's goods"),
    integer("source_id", "which imported file the order is in"),
    integer("source_row", "the record's number in its file, header = 0"),
    integer("record_source_id", "which imported file the record is in: the order's, or that of its items"),
  ],
  customers: [
    text("customer_id", "one per buyer"),
    integer("customer_key", "dense surrogate of customer_id"),
    moment("first_ordered_at", "first kept order"),
    moment("last_ordered_at", "last kept order"),
    integer("orders", "kept orders"),
    money("net_amount", "sum of their net_amount"),
    money("cost_amount", "sum of their cost_amount"),
    text("first_channel", "channel of the first order"),
    text("first_product_id", "product of the first line of the first order"),
    column("birthday", "DATE", "birthday"),
    text("email", "the latest e-mail address that the files have"),
    text("phone", "the latest phone number that the files have, as exported; masked ones are none"),
  ],
  products: [
    text("product_id", "the product"),
    text("product_name", "its latest name"),
    text("category", "its latest category"),
    moment("first_sold_at", "first kept order with it"),
    integer("orders", "kept orders with it"),
    column("quantity", "DECIMAL(18,4)", "units sold"),
    money("net_amount", "sum of its lines' net_amount"),
  ],
  customer_attributes: [
    text("customer_id", "one per buyer; the columns of the customer files follow under their own names"),
  ],
  costs: [
    text("product_id", "the product's id, or its name where the cost file has no id"),
    moment("valid_from", "from when on the cost holds; null: always"),
    money("unit_cost", "cost of one unit"),
    integer("source_id", "which imported file"),
    integer("source_row", "the record's number in the file, header = 0"),
  ],
  contacts: [
    text("customer_id", "who was contacted, or held back as control"),
    integer("customer_key", "the customer, where the orders know them; else null"),
    moment("sent_at", "when; of the control group the day of the campaign"),
    text("campaign", "the campaign's name; null where the file has none"),
    text("channel", "the channel, as the file has it"),
    text("contact_group", "treated or control, by assignment"),
    money("unit_cost", "cost of this contact, where the file has it"),
    integer("source_id", "which imported file"),
    integer("source_row", "the record's number in the file, header = 0"),
  ],
  reasons: [
    text("customer_id", "who gave the reason; of a record that names an order only, its customer"),
    integer("customer_key", "the customer, where the orders know them; else null"),
    text("order_id", "the order that it is about; null where the file has none"),
    text("reason", "the reason, as the file has it"),
    moment("given_at", "when it was given; null where the file has no date"),
    text("note", "free text"),
    moment("opened_at", "when the feedback was opened"),
    moment("closed_at", "when it was closed; null while it is open"),
    text("severity", "severity, as the file has it"),
    column(
      "satisfaction",
      "DECIMAL(18,4)",
      "satisfaction with how it was handled, as the file's scale has it",
    ),
    integer("source_id", "which imported file"),
    integer("source_row", "the record's number in the file, header = 0"),
  ],
  sources: [
    integer("source_id", "number of the file"),
    text("name", "the file's name"),
    text("source", "platform or generic"),
    column("bytes", "BIGINT", "size of the file"),
    moment("imported_at", "when it was imported"),
    text("plan", "its import plan as JSON"),
    integer("orders", "orders read, whatever became of them; of a joined file those that it is joined to"),
    integer("customers", "customers of these orders; null when the export masks its buyers"),
    integer("guests", "orders of no customer"),
    money("amount_total", "amount as exported of every order read; null where one sum would be wrong"),
    text(
      "amount_by_currency",
      "the same by currency as a JSON object of exact texts; null with one currency",
    ),
  ],
  ledger: [
    integer("source_id", "which file"),
    integer("position", "order of the line in the file's ledger"),
    text("line", "read, rejected:<reason>, skipped:<reason>, excluded:<rule> or kept"),
    column("records", "BIGINT", "records"),
    money("amount", "their amount, as far as it could be read"),
  ],
  rejections: [
    integer("source_id", "which file"),
    column("record", "BIGINT", "the record's number, header = 0"),
    column("line", "BIGINT", "the physical line that it starts on"),
    text("column_name", "the column"),
    text("text", "the text"),
    text("reason", "why"),
  ],
} as const satisfies Record<string, readonly TableColumn[]>;

/** Lists of customers that are too long for a document; they outlive an import. */
const lists: readonly TableColumn[] = [
  text("list", "the list's key, as the notebook has it"),
  text("customer_id", "a customer of the list"),
];

/** A table's name. */
export type TableName = keyof typeof tables;

/** The `create table` statement of a table, optionally under another name. */
export function createTable(table: TableName | "lists", name: string = table): string {
  const columns: readonly TableColumn[] = table === "lists" ? lists : tables[table];
  const lines = columns.map(({ name: column, type }) => `    ${column} ${type}`);
  return `create table ${name} (\n${lines.join(",\n")}\n);`;
}
