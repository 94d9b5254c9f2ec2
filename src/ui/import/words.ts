/** The words of the import screen for the closed lists of the contracts. */
import type { Progress } from "../../app/app.ts";
import { joinedRecords, type Account, type AccountLine } from "../../app/import-accounts.ts";
import type { BridgeLine } from "../../app/import-bridge.ts";
import type { MappingRow } from "../../app/import-columns.ts";
import { m, type Messages } from "../../messages/messages.ts";
import type { CanonicalColumn, ContainerKind, Dialect, FilePlan, FileRole } from "../../orders/plan.ts";
import type { FileReport } from "../../orders/receipt.ts";
import type { IdentityColumn, CountingRules } from "../../orders/rules.ts";
import { sourceText } from "./source-words.ts";

type Say = (inputs: Record<never, never>, options: Messages) => string;

const steps: Record<Progress["phase"], Say> = {
  waiting: m.import_step_waiting,
  looking: m.import_step_looking,
  counting: m.import_step_counting,
  rewriting: m.import_step_rewriting,
  loading: m.import_step_loading,
  tables: m.import_step_tables,
  storing: m.import_step_storing,
};

/** What a step of an import does. */
export const stepText = (phase: Progress["phase"], messages: Messages) => steps[phase]({}, messages);

const columns: Record<CanonicalColumn, Say> = {
  order_id: m.import_col_order_id,
  refund_of: m.import_col_refund_of,
  record_type: m.import_col_record_type,
  customer_id: m.import_col_customer_id,
  buyer_id: m.joins_col_buyer_id,
  email: m.import_col_email,
  phone: m.import_col_phone,
  ordered_at: m.import_col_ordered_at,
  time_of_day: m.platforms_col_time_of_day,
  paid_at: m.import_col_paid_at,
  cancelled_at: m.import_col_cancelled_at,
  shipped_at: m.import_col_shipped_at,
  delivered_at: m.import_col_delivered_at,
  status: m.import_col_status,
  refund_status: m.platforms_col_refund_status,
  net_amount: m.import_col_net_amount,
  gross_amount: m.import_col_gross_amount,
  goods_amount: m.import_col_goods_amount,
  discount_amount: m.import_col_discount_amount,
  refund_amount: m.import_col_refund_amount,
  amount_after_refunds: m.platforms_col_amount_after_refunds,
  refunded_at: m.import_col_refunded_at,
  shipping_amount: m.import_col_shipping_amount,
  tax_amount: m.import_col_tax_amount,
  cost_amount: m.import_col_cost_amount,
  currency: m.import_col_currency,
  channel: m.import_col_channel,
  campaign: m.import_col_campaign,
  country: m.import_col_country,
  region: m.import_col_region,
  city: m.import_col_city,
  coupon: m.import_col_coupon,
  payment_method: m.import_col_payment_method,
  test: m.import_col_test,
  birthday: m.import_col_birthday,
  product_id: m.import_col_product_id,
  product_name: m.import_col_product_name,
  category: m.import_col_category,
  category_label: m.joins_col_category_label,
  quantity: m.import_col_quantity,
  unit_price: m.import_col_unit_price,
  line_amount: m.import_col_line_amount,
  line_discount: m.import_col_line_discount,
  line_cost: m.import_col_line_cost,
  sent_at: m.joins_col_sent_at,
  contact_group: m.joins_col_contact_group,
  contact_cost: m.joins_col_contact_cost,
  reason: m.joins_col_reason,
  given_at: m.joins_col_given_at,
  note: m.joins_col_note,
  opened_at: m.joins_col_opened_at,
  closed_at: m.joins_col_closed_at,
  severity: m.joins_col_severity,
  satisfaction: m.joins_col_satisfaction,
};

const inCosts: Partial<Record<CanonicalColumn, Say>> = {
  ordered_at: m.joins_col_valid_from,
  line_cost: m.joins_col_unit_cost,
};

/** The name of what a column can mean in a file of this role. */
export const columnText = (column: CanonicalColumn, messages: Messages, role: FileRole = "orders") =>
  ((role === "costs" ? inCosts[column] : undefined) ?? columns[column])({}, messages);

/** How a column's cells are read, in a word. */
export function kindText(kind: MappingRow["kind"], currency: string | null, messages: Messages): string {
  if (kind === "money")
    return currency === null
      ? m.import_type_money({}, messages)
      : m.import_type_money_in({ currency }, messages);
  const says: Record<Exclude<MappingRow["kind"], "money">, Say> = {
    text: m.import_type_text,
    choice: m.import_type_choice,
    number: m.import_type_number,
    time: m.import_type_time,
    day: m.import_type_day,
  };
  return says[kind]({}, messages);
}

const joins: Record<
  Exclude<FileRole, "orders" | "contacts" | "reasons">,
  (inputs: { records: string; orders: string; none: string }, options: Messages) => string
> = {
  items: m.joins_of_orders,
  refunds: m.joins_of_orders,
  payments: m.joins_of_orders,
  customers: m.joins_of_customers,
  products: m.joins_of_products,
  costs: m.joins_of_products,
};

/** How many records of contacts or reasons are of how many customers, how many of customers without an order, and of nobody. */
function peopleText({ less, kept }: Account, file: FileReport, messages: Messages): string {
  const strangers = file.warnings.find(({ code }) => code === "UNKNOWN_CUSTOMERS")?.count ?? 0;
  const nobody = less.find(({ kind, name }) => kind === "excluded" && name === "no_customer")?.records ?? 0;
  const count = (n: number) => ({ n, shown: messages.integer(n) });
  return m.joins_of_people(
    {
      records: m.import_records(count(kept.records - strangers), messages),
      customers: m.import_customers(count(file.customers ?? 0), messages),
      none: messages.integer(strangers),
      nobody: messages.integer(nobody),
    },
    messages,
  );
}

/** How many records of a joined file belong to how many orders or customers, and how many to none; null for a file of orders. */
export function joinedText(account: Account, file: FileReport, messages: Messages): string | null {
  const role = file.role ?? "orders";
  if (role === "orders") return null;
  if (role === "contacts" || role === "reasons") return peopleText(account, file, messages);
  const { joined, alone } = joinedRecords(account);
  const count = (n: number) => ({ n, shown: messages.integer(n) });
  return joins[role](
    {
      records: m.import_records(count(joined), messages),
      orders: m.import_orders(count(file.orders ?? 0), messages),
      none: messages.integer(alone),
    },
    messages,
  );
}

/** What a file was recognised as, with how many of the source's columns were found. */
export function recognisedText(file: FilePlan, messages: Messages): string {
  const source = sourceText(file.source, messages);
  if (file.sourceColumns !== null)
    return m.import_source_columns(
      {
        source,
        found: messages.integer(file.sourceColumns.found),
        of: messages.integer(file.sourceColumns.of),
      },
      messages,
    );
  return file.dialect.headerRecord === null
    ? m.import_source_by_content({ source }, messages)
    : m.import_source_by_header({ source }, messages);
}

const delimiters: Record<Dialect["delimiter"], Say> = {
  ",": m.import_delimiter_comma,
  "\t": m.import_delimiter_tab,
  ";": m.import_delimiter_semicolon,
  "|": m.import_delimiter_pipe,
  "^": m.decoding_delimiter_caret,
  "~": m.decoding_delimiter_tilde,
  "\u0001": m.decoding_delimiter_start,
  "\u001f": m.decoding_delimiter_unit,
  whitespace: m.import_delimiter_whitespace,
  fixed: m.decoding_delimiter_fixed,
};

const containers: Record<Exclude<ContainerKind, "text">, Say> = {
  xlsx: m.container_xlsx,
  xls: m.container_xls,
  html: m.container_html,
  parquet: () => "Parquet",
  json: () => "JSON",
  jsonl: () => "JSON Lines",
};

/** What a file that is no text is, and where its columns' names stand. */
function containerText(
  file: FilePlan,
  container: Exclude<ContainerKind, "text">,
  messages: Messages,
): string {
  const kind = containers[container]({}, messages);
  if (file.sheet === undefined) return m.container_named({ kind }, messages);
  return file.headerLine === null
    ? m.container_sheet_no_header({ kind, sheet: file.sheet }, messages)
    : m.container_sheet({ kind, sheet: file.sheet, line: messages.integer(file.headerLine) }, messages);
}

/** What stands between the fields, as a word. */
export const delimiterText = (delimiter: Dialect["delimiter"], messages: Messages) =>
  delimiters[delimiter]({}, messages);

/** Encoding, delimiter and the header's place in one line; for a workbook its sheet. */
export function dialectText(file: FilePlan, messages: Messages): string {
  if (file.container !== undefined && file.container !== "text")
    return containerText(file, file.container, messages);
  const inputs = {
    encoding: file.encoding.toUpperCase(),
    delimiter: delimiterText(file.dialect.delimiter, messages),
  };
  return file.headerLine === null
    ? m.import_dialect_no_header(inputs, messages)
    : m.import_dialect({ ...inputs, line: messages.integer(file.headerLine) }, messages);
}

const lines: Readonly<Record<string, Say>> = {
  "skipped:preamble": m.import_line_skipped_preamble,
  "skipped:footer": m.import_line_skipped_footer,
  "skipped:repeated_header": m.import_line_skipped_repeated_header,
  "skipped:blank": m.import_line_skipped_blank,
  "skipped:comment": m.import_line_skipped_comment,
  "excluded:duplicate_records": m.import_line_excluded_duplicate_records,
  "excluded:same_order": m.import_line_excluded_same_order,
  "excluded:not_an_order": m.import_line_excluded_not_an_order,
  "excluded:test_orders": m.import_line_excluded_test_orders,
  "excluded:unpaid": m.import_line_excluded_unpaid,
  "excluded:cancelled": m.import_line_excluded_cancelled,
  "excluded:unattached_negative": m.import_line_excluded_unattached_negative,
  "excluded:refunds": m.import_line_excluded_refunds,
  "excluded:undated": m.import_line_excluded_undated,
  "excluded:no_amount": m.import_line_excluded_no_amount,
  "excluded:zero_value": m.import_line_excluded_zero_value,
  "excluded:no_order": m.joins_line_no_order,
  "excluded:no_customer": m.joins_line_no_customer,
};

/** What a line of the ledger left out; its own name where there are no words for it. */
export function lineText({ kind, name }: AccountLine, messages: Messages): string {
  if (kind === "rejected") return m.import_line_rejected({}, messages);
  return lines[`${kind}:${name}`]?.({}, messages) ?? name;
}

const sums: Readonly<Record<string, Say>> = {
  refunds: m.import_bridge_sum_refunds,
  shipping: m.import_bridge_sum_shipping,
  tax: m.import_bridge_sum_tax,
  discounts: m.import_bridge_sum_discounts,
};

/** What a line of the bridge is. */
export function bridgeText({ kind, name }: BridgeLine, messages: Messages): string {
  return kind === "sum"
    ? (sums[name]?.({}, messages) ?? name)
    : lineText({ kind, name, records: 0, amount: 0n }, messages);
}

const keys: Record<IdentityColumn, Say> = {
  customer_id: m.import_key_customer_id,
  email: m.import_key_email,
  phone: m.import_key_phone,
};
const keyOptions: Record<IdentityColumn, Say> = {
  customer_id: m.import_key_option_customer_id,
  email: m.import_key_option_email,
  phone: m.import_key_option_phone,
};

/** A kind of customer key within a sentence. */
export const keyText = (key: IdentityColumn, messages: Messages) => keys[key]({}, messages);

/** A kind of customer key as an option. */
export const keyOptionText = (key: IdentityColumn, messages: Messages) => keyOptions[key]({}, messages);

/** The counting rules that are chosen from a list: their question and the words of each value. */
export const listRules = {
  refunds: {
    says: m.import_refunds,
    values: {
      reduce_original: m.import_rule_refunds_reduce_original,
      at_refund_date: m.import_rule_refunds_at_refund_date,
      ignore: m.import_rule_refunds_ignore,
      drop_refunded_orders: m.import_rule_refunds_drop_refunded_orders,
    },
  },
  amount: {
    says: m.import_rule_amount,
    values: { paid: m.import_rule_amount_paid, goods: m.import_rule_amount_goods },
  },
  unattached_negative: {
    says: m.import_rule_unattached_negative,
    values: {
      exclude: m.import_rule_unattached_negative_exclude,
      attach_latest: m.import_rule_unattached_negative_attach_latest,
      keep_as_order: m.import_rule_unattached_negative_keep_as_order,
    },
  },
  same_order: {
    says: m.import_rule_same_order,
    values: { later: m.import_rule_same_order_later, first: m.import_rule_same_order_first },
  },
  missing_order_id: {
    says: m.import_rule_missing_order_id,
    values: {
      customer_day: m.import_rule_missing_order_id_customer_day,
      record: m.import_rule_missing_order_id_record,
    },
  },
} as const satisfies Partial<{
  [K in keyof CountingRules]: { says: Say; values: Record<CountingRules[K] & string, Say> };
}>;

/** The counting rules that are switched on or off: their words, and the values that off and on stand for. */
export const switchRules = {
  unpaid: { says: m.import_rule_unpaid, off: "exclude", on: "include" },
  cancelled: { says: m.import_rule_cancelled, off: "exclude", on: "include" },
  test_orders: { says: m.import_rule_test_orders, off: "exclude", on: "include" },
  zero_value: { says: m.import_rule_zero_value, off: "exclude", on: "include" },
  duplicate_records: { says: m.import_rule_duplicate_records, off: "keep", on: "one" },
  same_day: { says: m.import_rule_same_day, off: "keep", on: "one" },
} as const satisfies Partial<{
  [K in keyof CountingRules]: { says: Say; off: CountingRules[K]; on: CountingRules[K] };
}>;
