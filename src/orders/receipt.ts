/** The receipt of an import: what became of every record of every file. */

import type { FileRole } from "./plan.ts";

/** Why a file was refused. */
export type ErrorClass =
  | "EMPTY_FILE"
  | "ENCODING"
  | "ENCRYPTED"
  | "LINE_TOO_LONG"
  | "NOT_TABULAR"
  | "NO_ROWS"
  | "TOO_LARGE"
  | "TOO_MANY_COLUMNS"
  | "TRUNCATED_OR_CORRUPT"
  | "UNSAFE_XML"
  | "UNSUPPORTED"
  | "WRONG_TYPE"
  | "ZIP_BOMB";

/** What the kept orders of a file come to, exact decimal texts in major units; null where the export has none. */
export interface OrderSums {
  /** The notebook's figure: after refunds by the policy. */
  readonly net_amount: string | null;
  readonly shipping_amount: string | null;
  readonly tax_amount: string | null;
  readonly discount_amount: string | null;
  readonly refund_amount: string | null;
}

/** What happened to one file; amounts are exact decimal texts in major units. */
export interface FileReport {
  readonly name: string;
  /** `ask`: something was decided without evidence. The zone of stamps is no such thing: it has a default, and TZ_STATED tells it. */
  readonly outcome: "load" | "ask" | "refuse";
  readonly error_class?: ErrorClass;
  readonly message?: string;
  readonly hint?: string;
  readonly error_line?: number;
  /** The message key of the refusal for the interface, with its inputs; its hint is under `<key>_hint`. */
  readonly error_key?: string;
  readonly error_inputs?: Readonly<Record<string, string | number>>;
  /** What the records are in the data set; `orders` where absent. `orders` then counts the orders they are joined to. */
  readonly role?: FileRole;
  readonly source: string;
  readonly encoding: string;
  readonly delimiter?: string;
  readonly sheet?: string;
  readonly header_line?: number;
  readonly currency?: string;
  readonly columns: readonly string[];
  /** Canonical ← file. */
  readonly mapping: Readonly<Record<string, string>>;
  /** = rows_loaded + rejected_count + skipped_count. */
  readonly records: number;
  readonly rejected_count: number;
  readonly skipped_count: number;
  readonly rows_loaded: number;
  /** The first 1,000. */
  readonly rejected: readonly RejectedRecord[];
  /** The first 1,000. */
  readonly skipped: readonly SkippedRecord[];
  /** By counting rule. */
  readonly excluded: Readonly<Record<string, { readonly records: number; readonly amount: string }>>;
  readonly amount_total: string | null;
  readonly amount_by_currency?: Readonly<Record<string, string>>;
  /** Orders by the ledger's line that they stand in (`kept`, `excluded:unpaid`); lines without an order are not here. */
  readonly orders_by_line?: Readonly<Record<string, number>>;
  /** Sums over the kept orders; absent where nothing was loaded. */
  readonly sums?: OrderSums;
  readonly customers: number | null;
  readonly orders: number | null;
  readonly guests: number;
  readonly warnings: readonly {
    readonly code: string;
    readonly message: string;
    readonly lines?: readonly number[];
    readonly count?: number;
  }[];
}

/** A record whose fields could not be told apart. */
export interface RejectedRecord {
  readonly line: number;
  readonly record: number;
  readonly column?: string;
  readonly text?: string;
  readonly reason: string;
}

/** A record that is no data. */
export interface SkippedRecord {
  readonly line: number;
  readonly why: "preamble" | "footer" | "repeated_header" | "blank" | "comment";
}

/** One line of the ledger: `records` and exact decimal `amount` of a file. Lines: read, excluded by each rule, rejected, skipped, kept. */
export interface LedgerLine {
  readonly file: string;
  readonly line: string;
  readonly records: number;
  readonly amount: string;
}

/**
 * Something in the data that a person should look at before they trust a figure: a message key with its inputs, where it
 * is, and how much of the data it touches. It changes nothing by itself.
 */
export interface Finding {
  readonly kind:
    | "gap_in_days"
    | "sudden_change"
    | "duplicate_orders"
    | "outlier"
    | "future_date"
    | "test_orders"
    | "large_customer"
    | "partial_last_day"
    | "unknown_status";
  readonly level: "info" | "warn";
  readonly key: string;
  readonly inputs: Readonly<Record<string, string | number>>;
  /** Orders concerned. */
  readonly orders: number;
  /** Their net amount, exact decimal text in major units; null where there is none. */
  readonly amount: string | null;
  /** The SELECT that lists them, as it can be pasted into a SQL cell. */
  readonly sql: string;
}

/** What an import gives back. */
export interface ImportReport {
  readonly files: readonly FileReport[];
  readonly ledger: readonly LedgerLine[];
  readonly needs: readonly {
    readonly question: string;
    readonly option: string;
    readonly choices: readonly string[];
  }[];
}
