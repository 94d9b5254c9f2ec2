/**
 * The import plan: how each file becomes typed lines, as plain data. Ingest writes it, the user sees and changes it,
 * the warehouse executes it. A plan holds no functions and no bytes, so a test can write one down.
 */
import type { CountingRules } from "./rules.ts";

/**
 * What a column of a file can mean. The order's own: order_id to birthday. The line's: product_id to line_cost.
 * `refund_of` is the order that a refund of its own row gives money back for; `record_type` says what a record is (a
 * payment, a refund, a transfer) where the export tells its records apart. `buyer_id` is the buyer of whom `customer_id`
 * is only one of several keys (Olist makes a new customer_id for each order); `category_label` a category's other name.
 * `net_amount` is the amount that the export calls the order's (or, with `amount: "sum_of_records"`, the record's).
 * `time_of_day` is the clock beside an `ordered_at` that is only a day. `refund_status` says of a record whether its money
 * went back, where the export keeps that apart from the status. `amount_after_refunds` is what is left of `net_amount`
 * where there was a refund, and blank where there was none. From `sent_at` on: of files of contacts and of reasons alone.
 */
export const canonicalColumns = [
  "order_id",
  "refund_of",
  "record_type",
  "customer_id",
  "buyer_id",
  "email",
  "phone",
  "ordered_at",
  "time_of_day",
  "paid_at",
  "cancelled_at",
  "shipped_at",
  "delivered_at",
  "status",
  "refund_status",
  "net_amount",
  "gross_amount",
  "goods_amount",
  "discount_amount",
  "refund_amount",
  "amount_after_refunds",
  "refunded_at",
  "shipping_amount",
  "tax_amount",
  "cost_amount",
  "currency",
  "channel",
  "campaign",
  "country",
  "region",
  "city",
  "coupon",
  "payment_method",
  "test",
  "birthday",
  "product_id",
  "product_name",
  "category",
  "category_label",
  "quantity",
  "unit_price",
  "line_amount",
  "line_discount",
  "line_cost",
  "sent_at",
  "contact_group",
  "contact_cost",
  "reason",
  "given_at",
  "note",
  "opened_at",
  "closed_at",
  "severity",
  "satisfaction",
] as const;

/** What a column of a file can mean. */
export type CanonicalColumn = (typeof canonicalColumns)[number];

/** The canonical columns that hold points in time. */
export const timeColumns = [
  "ordered_at",
  "paid_at",
  "cancelled_at",
  "shipped_at",
  "delivered_at",
  "refunded_at",
  "birthday",
  "sent_at",
  "given_at",
  "opened_at",
  "closed_at",
] as const satisfies readonly CanonicalColumn[];

/** The canonical columns that hold amounts and quantities. */
export const numberColumns = [
  "net_amount",
  "gross_amount",
  "goods_amount",
  "discount_amount",
  "refund_amount",
  "amount_after_refunds",
  "shipping_amount",
  "tax_amount",
  "cost_amount",
  "quantity",
  "unit_price",
  "line_amount",
  "line_discount",
  "line_cost",
  "contact_cost",
  "satisfaction",
] as const satisfies readonly CanonicalColumn[];

/** The states of an order, in the words of the data model. */
export const orderStatuses = ["paid", "unpaid", "cancelled", "refunded", "partially_refunded"] as const;

/** The order's state, in the words of the data model. */
export type OrderStatus = (typeof orderStatuses)[number];

/** A column's text is taken as it is, trimmed; blank is null. */
export interface TextReading {
  readonly kind: "text";
}

/** An identifier: text, with `="…"`, a leading tab or apostrophe, and (where `dropPointZero`) a trailing `.0` cleaned. */
export interface IdReading {
  readonly kind: "id";
  readonly dropPointZero: boolean;
}

/** A number: every sign, currency mark and grouping is removed by one decision for the whole column. */
export interface NumberReading {
  readonly kind: "number";
  readonly decimal: "." | ",";
  /** True when the sample shows only plain numbers (`-12.50`), so that a single cast reads them; the rest still fall back. */
  readonly plain: boolean;
}

/**
 * A point in time. `formats` are DuckDB strptime formats, tried in order for each cell.
 * `offset`: "none" the stamps carry none; "wall" the clock that the stamp shows is kept and its offset dropped;
 * "convert" the stamp is an instant and is converted to `timeZone`.
 */
export interface TimeReading {
  readonly kind: "time";
  readonly formats: readonly string[];
  readonly offset: "none" | "wall" | "convert";
  readonly timeZone: string | null;
  /** True where the column says that its stamps without an offset are UTC; only with `offset: "convert"`. */
  readonly bareIsUtc?: boolean;
  /** True when cells carry a time of day. */
  readonly hasTime: boolean;
}

/** How the cells of a column are read. */
export type ColumnReading = TextReading | IdReading | NumberReading | TimeReading;

/** One column of a file, in the file's order. */
export interface FileColumn {
  /** The header's text, made unique (`_2`, `_3`), or `column_1` where there is no header. */
  readonly name: string;
  readonly reading: ColumnReading;
}

/**
 * One term of an amount that no single column has. `per` "order": the column repeats the order's own figure on each of
 * its records (Etsy's Order Shipping), so that it is counted on the first of them only.
 */
export interface AmountTerm {
  /** Index into the file's columns; its reading is a number. */
  readonly column: number;
  readonly sign: 1 | -1;
  readonly per: "record" | "order";
}

/** How an order's records and amounts stand in a file. */
export interface FileStructure {
  /** What one record is. */
  readonly record: "order" | "line";
  /** "first_record": the order's fields stand on its first record only and are blank on the rest (Shopify). */
  readonly orderFields: "every_record" | "first_record";
  /**
   * "once_per_order": `net_amount` stands once (or is repeated) per order and is never added up over its records;
   * "sum_of_records": each record has its own amount; "quantity_times_price": there is none, it is quantity × unit_price.
   */
  readonly amount: "once_per_order" | "sum_of_records" | "quantity_times_price";
  /** True when the amount is what is left after refunds, so that refunds are not subtracted again (Taobao). */
  readonly amountIsNetOfRefunds: boolean;
  /** False when the export masks its buyers: customer analyses are refused with `noCustomerReason`. */
  readonly hasCustomerKey: boolean;
}

/** The roles that a file can have, in the order in which they are listed. */
export const fileRoles = [
  "orders",
  "items",
  "customers",
  "refunds",
  "payments",
  "products",
  "costs",
  "contacts",
  "reasons",
] as const;

/**
 * What a file's records are in the data set. `orders` stand alone (with or without their lines); the others are joined to
 * them by `order_id` (`items`, `refunds`, `payments`), by customer (`customers`, `contacts`; `reasons` also by order) or by
 * product (`products`, `costs`).
 */
export type FileRole = (typeof fileRoles)[number];

/** What a record is by its `record_type`: an order, money given back, or neither (a transfer, a fee, a hold). */
export type RecordKind = "order" | "refund" | "none";

/** What the bytes of a file are, before its records are apart. */
export type ContainerKind = "text" | "xlsx" | "xls" | "html" | "parquet" | "json" | "jsonl";

/** Encodings that a file of text can be in, in the order of a list to choose from. */
export const encodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-kr",
  "windows-1252",
  "windows-1250",
  "windows-1251",
] as const;

/** Encodings that a file of text can be in. */
export type Encoding = (typeof encodings)[number];

/**
 * What stands between fields, in the order of a list to choose from: one character, runs of blanks, or nothing where the
 * columns are told by their positions (`fixed`).
 */
export const delimiters = [",", "\t", ";", "|", "^", "~", "\u0001", "\u001f", "whitespace", "fixed"] as const;

/** How the bytes of a text file become records. */
export interface Dialect {
  readonly delimiter: (typeof delimiters)[number];
  readonly quote: '"' | "'" | null;
  /** Where quotes inside a field are written `\\"` instead of doubled. */
  readonly escape?: "\\";
  /** Where the columns of `fixed` begin, in characters from 0. */
  readonly starts?: readonly number[];
  readonly newline: "\n" | "\r\n" | "\r";
  /** The header's place among the records that are not blank (0 the first), or null. Records before it are preamble. */
  readonly headerRecord: number | null;
}

/** One reason why ingest believes something, for the confirmation screen: a message key and its inputs, never prose. */
export interface Evidence {
  readonly key: string;
  readonly inputs?: Readonly<Record<string, string | number>>;
}

/** A decision that was made by default and that the user can flip. */
export interface OpenQuestion {
  /** What is asked. */
  readonly question: "date_order" | "decimal" | "time_zone" | "currency" | "mapping" | "status" | "sheet";
  /** The option of the scripting surface that answers it. */
  readonly option: "dateOrder" | "timeZone" | "currency" | "mapping" | "rules" | "statuses" | "sheet";
  /** The file's column concerned, or null for the whole file. */
  readonly column: string | null;
  /** The cell's text that is asked about: a status that the source does not know. */
  readonly text?: string;
  readonly choices: readonly string[];
  readonly chosen: string;
  readonly evidence: readonly Evidence[];
  /** Orders concerned, and their amount as exported (exact decimal text in major units; null where there is none). */
  readonly orders?: number;
  readonly amount?: string | null;
  /** Figures that the question's picture shows, by choice: e.g. orders by weekday, Monday first. */
  readonly figures?: Readonly<Record<string, readonly number[]>>;
}

/** How one file is read. */
export interface FilePlan {
  /** The file's own name. */
  readonly name: string;
  /** What the records are in the data set; `orders` where absent. */
  readonly role?: FileRole;
  /** Why it has this role and these joins, where the files were looked at together. */
  readonly roleEvidence?: readonly Evidence[];
  /** Numbers (1 the first) of the plan's files of orders that this file's records are joined to. */
  readonly joinedTo?: readonly number[];
  /** What the bytes are; `text` where absent. */
  readonly container?: ContainerKind;
  /** The sheet of a workbook that is read. */
  readonly sheet?: string;
  /** The name under `import/` by which the engine reads it: safe characters only, unique in the plan. */
  readonly attachedAs: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  readonly dialect: Dialect;
  readonly columns: readonly FileColumn[];
  /** `shopify`, `taobao`, … or `generic`. */
  readonly source: string;
  readonly sourceEvidence: readonly Evidence[];
  /** Columns of the source's own list that were found, and how many the list has; null for `generic`. */
  readonly sourceColumns: { readonly found: number; readonly of: number } | null;
  readonly structure: FileStructure;
  /** Canonical column → index into `columns`. */
  readonly mapping: Readonly<Partial<Record<CanonicalColumn, number>>>;
  /** Why each canonical column was mapped so. */
  readonly mappingEvidence: Readonly<Partial<Record<CanonicalColumn, readonly Evidence[]>>>;
  /** Status text (trimmed, lower-cased) → status. A text that is not here is kept as paid and warned of. */
  readonly statuses: Readonly<Record<string, OrderStatus>>;
  /** `record_type` text (trimmed, lower-cased) → what the record is. A text that is not here is an order. */
  readonly recordKinds?: Readonly<Record<string, RecordKind>>;
  /** Where no single column is the record's amount: the terms that add up to it. A blank term is nothing. */
  readonly amountTerms?: readonly AmountTerm[];
  /** The statuses that a person answered for: asked again with the answer chosen, so that it can be changed. */
  readonly statusAnswers?: Readonly<Record<string, OrderStatus>>;
  /** True where the export has no status and an order without a payment time was never paid (eBay). */
  readonly unpaidWithoutPaidAt?: boolean;
  /** True where a closed order with a payment time and a refund is refunded, not cancelled (Taobao 交易关闭). */
  readonly closedMeansRefundedWhenPaid?: boolean;
  /** Currency of the whole file where no column gives it; null when unknown. */
  readonly currency: string | null;
  /** Where the amounts' own marks tell different currencies: their column, and the ISO 4217 code of each mark in upper case. */
  readonly currencyMarks?: { readonly column: number; readonly codes: Readonly<Record<string, string>> };
  /**
   * What the engine reads: "original" the file's own bytes with the dialect above (UTF-8 and faithful), or
   * "normalised" a rewritten copy: UTF-8, comma, every field quoted, `\n`, no header, and two leading columns,
   * the record's number in the file (header = 0) and the physical line it starts on (1-based).
   */
  readonly reader: "original" | "normalised";
  /** Records after the header that are not blank, counted by the byte scanner: the second count. */
  readonly counted: number;
  /** Records to skip before the data when `reader` is "original": preamble and header. */
  readonly skipRecords: number;
  /** Offsets in minutes ahead of UTC that stamps carry, ascending, by column index; null among them: some carry none. */
  readonly offsets?: Readonly<Record<number, readonly (number | null)[]>>;
  readonly questions: readonly OpenQuestion[];
  readonly warnings: readonly PlanWarning[];
  /** Records whose fields cannot be told apart, found while scanning or rewriting. */
  readonly rejected: readonly {
    readonly line: number;
    readonly record: number;
    readonly column?: string;
    readonly text?: string;
    readonly reason: string;
  }[];
  readonly skipped: readonly {
    readonly line: number;
    readonly why: "preamble" | "footer" | "repeated_header" | "blank" | "comment";
  }[];
  readonly headerLine: number | null;
  /** Physical lines below the header that are blank, ascending: all of them where `reader` is "original". */
  readonly blankLines?: readonly number[];
  /** The first records as text, for the preview: at most 20, as many cells as columns. */
  readonly preview: readonly (readonly string[])[];
}

/** A warning of the receipt; codes in the ingest specification. */
export interface PlanWarning {
  readonly code: string;
  readonly message: string;
  readonly lines?: readonly number[];
  readonly count?: number;
}

/** How a set of files becomes one data set. */
export interface ImportPlan {
  readonly files: readonly FilePlan[];
  readonly rules: CountingRules;
  /** The store's IANA time zone, or null when no stamp needs one. */
  readonly timeZone: string | null;
  /** The day of import, `YYYY-MM-DD` on the store's clock: later orders do not move `observed_through`. */
  readonly importedOn: string;
}
