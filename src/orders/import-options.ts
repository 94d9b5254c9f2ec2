/** The decisions that an import takes from its caller: what the dialog would ask for, as the scripting surface names it. */
import type { CanonicalColumn, Dialect, Encoding, FileRole, OrderStatus } from "./plan.ts";
import type { CountingRules } from "./rules.ts";

/** The order of day, month and year in dates of numbers. */
export type DateOrder = "dmy" | "mdy" | "ymd";

/** What an import is told; what it leaves open is decided as the interface would by default. */
export interface ImportOptions {
  /** Canonical column → the file's header, or its index from 0. What it leaves out is suggested. */
  readonly mapping?: Readonly<Partial<Record<CanonicalColumn, string | number>>>;
  /** The store's IANA time zone. */
  readonly timeZone?: string;
  /** ISO 4217, of every file that has no currency column. */
  readonly currency?: string;
  readonly dateOrder?: DateOrder;
  readonly rules?: Partial<CountingRules>;
  /** The sheet of a workbook. */
  readonly sheet?: string;
  /** Status text (trimmed, lower-cased) → status, before what the source knows. */
  readonly statuses?: Readonly<Record<string, OrderStatus>>;
  /** The password of an encrypted file. */
  readonly password?: string;
}

/** What was decided about one file on the import screen, beyond the options. */
export interface FileDecisions {
  /** Canonical column → the index of the file's column, or null for none. */
  readonly mapping?: Readonly<Partial<Record<CanonicalColumn, number | null>>>;
  /** The decimal sign of a column by its name. */
  readonly decimals?: Readonly<Record<string, "." | ",">>;
  /** Of this file; the import's own option goes before. */
  readonly dateOrder?: DateOrder;
  /** Of this file, where no column gives it; the import's own option goes before. */
  readonly currency?: string;
  /** How the bytes are read, where that was decided otherwise than by content; changing it reads the bytes again. */
  readonly encoding?: Encoding;
  readonly delimiter?: Dialect["delimiter"];
  /** The physical line of the header (1 the first), or null for none. */
  readonly headerLine?: number | null;
  /** The sheet of a workbook. */
  readonly sheet?: string;
  /** What the records are in the data set. */
  readonly role?: FileRole;
  /** Status text (trimmed, lower-cased) → status. */
  readonly statuses?: Readonly<Record<string, OrderStatus>>;
}

/** Everything that was decided about an import, so that reading the same files again decides the same. */
export interface ImportDecisions {
  /** Without a password. */
  readonly options: ImportOptions;
  /** By file name. */
  readonly changes: Readonly<Record<string, FileDecisions>>;
}
