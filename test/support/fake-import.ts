/** An import as ingest and warehouse hand it over: two files of orders and one that is no table. */
import type { OrderFacts } from "../../src/orders/facts.ts";
import type { CanonicalColumn, ColumnReading, FilePlan, ImportPlan } from "../../src/orders/plan.ts";
import type { FileReport, ImportReport, LedgerLine } from "../../src/orders/receipt.ts";
import { defaultRules } from "../../src/orders/rules.ts";

const text: ColumnReading = { kind: "text" };
const id: ColumnReading = { kind: "id", dropPointZero: false };
const money: ColumnReading = { kind: "number", decimal: ".", plain: true };
const stamp: ColumnReading = {
  kind: "time",
  formats: ["%Y-%m-%d %H:%M:%S %z"],
  offset: "wall",
  timeZone: null,
  hasTime: true,
};
const day: ColumnReading = {
  kind: "time",
  formats: ["%d/%m/%Y"],
  offset: "none",
  timeZone: null,
  hasTime: false,
};

type Column = readonly [
  name: string,
  reading: ColumnReading,
  means: CanonicalColumn | null,
  ...cells: string[],
];

const filePlan = (
  name: string,
  columns: readonly Column[],
  rest: Partial<FilePlan> & Pick<FilePlan, "counted" | "bytes" | "structure" | "source">,
): FilePlan => ({
  name,
  attachedAs: name,
  encoding: "utf-8",
  dialect: { delimiter: ",", quote: '"', newline: "\n", headerRecord: 0 },
  columns: columns.map(([name, reading]) => ({ name, reading })),
  sourceEvidence: [],
  sourceColumns: null,
  mapping: Object.fromEntries(columns.flatMap(([, , means], index) => (means ? [[means, index]] : []))),
  mappingEvidence: {},
  statuses: {},
  currency: "EUR",
  reader: "original",
  skipRecords: 1,
  questions: [],
  warnings: [],
  rejected: [],
  skipped: [],
  headerLine: 1,
  preview: [0, 1, 2].map((record) => columns.map(([, , , ...cells]) => cells[record] ?? "")),
  ...rest,
});

const shopify = filePlan(
  "orders_export_1.csv",
  [
    ["Name", id, "order_id", "#1001", "#1001", "#1002"],
    ["Email", id, "email", "ines@example.com", "", "m.okafor@example.com"],
    [
      "Created at",
      stamp,
      "ordered_at",
      "2024-01-01 09:14:22 +0100",
      "2024-01-01 09:14:22 +0100",
      "2024-01-01 10:02:51 +0100",
    ],
    ["Paid at", stamp, "paid_at", "2024-01-01 09:14:24 +0100", "", "2024-01-01 10:02:54 +0100"],
    ["Financial Status", text, "status", "paid", "", "partially_refunded"],
    ["Total", money, "net_amount", "46.40", "", "23.40"],
    ["Refunded Amount", money, "refund_amount", "0.00", "", "9.50"],
    ["Shipping", money, "shipping_amount", "3.90", "", "3.90"],
    ["Lineitem name", text, "product_name", "Jasmine Pearls 125 g", "Tieguanyin 50 g", "Osmanthus 50 g"],
    ["Lineitem quantity", money, "quantity", "1", "2", "1"],
    ["Lineitem price", money, "unit_price", "19.50", "11.50", "9.50"],
    ["Source", text, "channel", "web", "", "pos"],
    ["Shipping Country", text, "country", "DE", "", "AT"],
    ["Discount Code", text, "coupon", "", "", "WELCOME10"],
    ["Vendor", text, null, "Lantern Street", "Lantern Street", "Lantern Street"],
    ["Risk Level", text, null, "Low", "", "Low"],
  ],
  {
    counted: 26_412,
    bytes: 6_800_000,
    source: "shopify",
    sourceColumns: { found: 14, of: 14 },
    structure: {
      record: "line",
      orderFields: "first_record",
      amount: "once_per_order",
      amountIsNetOfRefunds: false,
      hasCustomerKey: true,
    },
  },
);

const stall = filePlan(
  "market-stall.csv",
  [
    ["Customer", id, "customer_id", "anna", "bert", "anna"],
    ["Date", day, "ordered_at", "05/04/2025", "06/04/2025", "12/04/2025"],
    ["Amount", money, "net_amount", "24.00", "18.50", "31.00"],
    ["Note", text, null, "cash", "", "cash"],
  ],
  {
    counted: 46,
    bytes: 1_900,
    source: "generic",
    structure: {
      record: "order",
      orderFields: "every_record",
      amount: "once_per_order",
      amountIsNetOfRefunds: false,
      hasCustomerKey: true,
    },
    questions: [
      {
        question: "date_order",
        option: "dateOrder",
        column: "Date",
        choices: ["dmy", "mdy"],
        chosen: "dmy",
        evidence: [],
        figures: { dmy: [0, 0, 0, 0, 0, 23, 23], mdy: [6, 5, 10, 7, 2, 6, 10] },
      },
    ],
  },
);

/** The plan of the two files. */
export const importPlan: ImportPlan = {
  files: [shopify, stall],
  rules: defaultRules,
  timeZone: "Europe/Berlin",
  importedOn: "2025-06-18",
};

const fileReport = (plan: FilePlan, rest: Partial<FileReport>): FileReport => ({
  name: plan.name,
  outcome: "load",
  source: plan.source,
  encoding: plan.encoding,
  currency: "EUR",
  columns: plan.columns.map(({ name }) => name),
  mapping: Object.fromEntries(
    Object.entries(plan.mapping).map(([canonical, column]) => [canonical, plan.columns[column]!.name]),
  ),
  records: plan.counted,
  rejected_count: 0,
  skipped_count: 0,
  rows_loaded: plan.counted,
  rejected: [],
  skipped: [],
  excluded: {},
  amount_total: null,
  customers: null,
  orders: null,
  guests: 0,
  warnings: [],
  ...rest,
});

/** The receipt of a file that is no table. */
export const refusedFile: FileReport = {
  name: "June summary.pdf",
  outcome: "refuse",
  error_class: "WRONG_TYPE",
  message: "Not a table: a PDF.",
  hint: "Export the orders as CSV instead.",
  source: "generic",
  encoding: "",
  columns: [],
  mapping: {},
  records: 0,
  rejected_count: 0,
  skipped_count: 0,
  rows_loaded: 0,
  rejected: [],
  skipped: [],
  excluded: {},
  amount_total: null,
  customers: null,
  orders: null,
  guests: 0,
  warnings: [],
};

const ledger = (
  file: string,
  lines: readonly (readonly [line: string, records: number, amount: string])[],
): LedgerLine[] => lines.map(([line, records, amount]) => ({ file, line, records, amount }));

/** The receipt of all three files; both ledgers balance. */
export const importReport: ImportReport = {
  files: [
    fileReport(shopify, {
      guests: 207,
      rejected_count: 4,
      rows_loaded: 26_408,
      rejected: [8_230, 8_231, 9_004, 17_112].map((line) => ({
        line,
        record: line - 3,
        text: `#${line},"ines@example.com`,
        reason: "unclosed quote",
      })),
      warnings: [
        { code: "INVALID_DATE", message: "2 dates could not be read", lines: [120, 4_411], count: 2 },
      ],
    }),
    fileReport(stall, { outcome: "ask" }),
    refusedFile,
  ],
  ledger: [
    ...ledger(shopify.name, [
      ["read", 26_412, "380520.9600"],
      ["excluded:unpaid", 131, "2914.6000"],
      ["excluded:cancelled", 283, "6402.1500"],
      ["excluded:test_orders", 6, "66.0000"],
      ["rejected:unclosed quote", 4, "31.5000"],
      ["kept", 25_988, "371106.7100"],
    ]),
    ...ledger(stall.name, [
      ["read", 46, "1118.5000"],
      ["kept", 46, "1118.5000"],
    ]),
  ],
  needs: [{ question: "date_order", option: "dateOrder", choices: ["dmy", "mdy"] }],
};

/** What is known of the orders of both files. */
export const importFacts: OrderFacts = {
  orders: 13_967,
  customers: 4_364,
  first_ordered_on: "2024-01-01",
  last_ordered_on: "2025-06-18",
  observed_through: "2025-06-17",
  as_of: "2025-06-18",
  currency: "EUR",
  filled: ["order_id", "customer_id"],
  has_customer_key: true,
};
