/** What is known of one platform's export: how to recognise it, what its columns mean, and its habits. */
import type {
  CanonicalColumn,
  Evidence,
  FileRole,
  FileStructure,
  OrderStatus,
  RecordKind,
} from "../../orders/plan.ts";
import type { DateOrder } from "../../orders/import-options.ts";
import type { Inspection } from "../inspection.ts";

/** A term of an amount that no single column has, by the headers that hold it; see {@link AmountTerm}. */
export interface SourceTerm {
  readonly headers: readonly string[];
  readonly sign: 1 | -1;
  readonly per: "record" | "order";
}

/**
 * The habits of a platform's order export. Header names are compared by {@link sameHeader}: trimmed, in any case, full-width
 * forms as half-width ones.
 */
export interface SourceFormat {
  readonly id: string;
  /** What the records are in the data set; `orders` where absent. */
  readonly role?: FileRole;
  /** True where the records are neither orders nor joined to them: the file is recognised and left aside. */
  readonly isSetAside?: boolean;
  /** The platform whose order ids it uses, where several exports of one platform are joined; its `id` where absent. */
  readonly store?: string;
  /** All columns that the export is known to have; empty where it has no header. */
  readonly columns: readonly string[];
  /**
   * Columns that no other export has together. Three of five must be there, since sellers untick columns; none where the
   * file is recognised by its content.
   */
  readonly signature: readonly string[];
  /** Canonical column → headers that hold it; the first that the file has is taken. */
  readonly mapping: Readonly<Partial<Record<CanonicalColumn, readonly string[]>>>;
  /** The terms of the record's amount, where no single column of `mapping` is it; terms without a column are left out. */
  readonly terms?: readonly SourceTerm[];
  /** Decided from the file where null. */
  readonly structure: Omit<FileStructure, "hasCustomerKey"> | null;
  /** True where the export has no usable customer key whatever its columns hold: the platform masks its buyers. */
  readonly masksBuyers?: boolean;
  /** Status text, lower-cased → status. */
  readonly statuses: Readonly<Record<string, OrderStatus>>;
  /** `record_type` text, lower-cased → what the record is. */
  readonly recordKinds?: Readonly<Record<string, RecordKind>>;
  /** ISO 4217 of every amount, null where a column gives it or it is unknown. */
  readonly currency: string | null;
  /** What is done with stamps that carry an offset of their own. */
  readonly offsets: "wall" | "convert";
  /** The order of day and month that the platform writes everywhere; what a date proves goes before it. */
  readonly dateOrder?: DateOrder;
  /** True where the export has no status and a record without a payment time was never paid. */
  readonly unpaidWithoutPaidAt?: boolean;
  /** True where a closed order with a payment time and a refund is refunded, not cancelled. */
  readonly closedMeansRefundedWhenPaid: boolean;
  /** Recognises a file by its content where no header can; null: not this source. */
  readonly recognise?: (file: Inspection) => Recognised | null;
}

/** A file recognised by content: column indices by meaning, and why. */
export interface Recognised {
  readonly mapping: Readonly<Partial<Record<CanonicalColumn, number>>>;
  readonly evidence: readonly Evidence[];
}
