/** What a person answered about a kind of file, and the check of a stored one. */
import type { DateOrder } from "../orders/import-options.ts";
import {
  canonicalColumns,
  delimiters,
  encodings,
  fileRoles,
  type CanonicalColumn,
  type Dialect,
  type Encoding,
  type FileRole,
  type OrderStatus,
} from "../orders/plan.ts";

/** Answers about one kind of file; only what was answered is there. */
export interface Answers {
  readonly dateOrder?: DateOrder;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly encoding?: Encoding;
  readonly delimiter?: Dialect["delimiter"];
  readonly headerLine?: number | null;
  readonly role?: FileRole;
  /** Canonical column → the name of the file's column, or null for none. */
  readonly mapping?: Readonly<Partial<Record<CanonicalColumn, string | null>>>;
  readonly decimals?: Readonly<Record<string, "." | ",">>;
  readonly statuses?: Readonly<Record<string, OrderStatus>>;
}

const isIn =
  (...values: readonly string[]) =>
  (value: unknown): boolean =>
    values.includes(value as string);
const isText = (value: unknown): boolean => typeof value === "string" && value.length <= 200;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const everyEntry =
  (name: (key: string) => boolean, fits: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    isRecord(value) && Object.entries(value).every(([key, own]) => name(key) && fits(own));

/** What each answer must be: the store is outside and may hold anything. */
const checks: Readonly<Record<keyof Answers, (value: unknown) => boolean>> = {
  dateOrder: isIn("dmy", "mdy", "ymd"),
  timeZone: isText,
  currency: (value) => typeof value === "string" && /^[A-Z]{3}$/.test(value),
  encoding: isIn(...encodings),
  delimiter: isIn(...delimiters),
  headerLine: (value) => value === null || (Number.isInteger(value) && (value as number) > 0),
  role: isIn(...fileRoles),
  mapping: everyEntry(isIn(...canonicalColumns), (value) => value === null || isText(value)),
  decimals: everyEntry(isText, isIn(".", ",")),
  statuses: everyEntry(isText, isIn("paid", "partially_refunded", "refunded", "unpaid", "cancelled")),
};

/** The answers in a stored value; those that do not fit are left out. */
export function toAnswers(value: unknown): Answers {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name, own]) => Object.hasOwn(checks, name) && checks[name as keyof Answers](own),
    ),
  ) as Answers;
}
