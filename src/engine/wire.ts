/** What the tab that has the database and the tabs that ask it say to each other. */
import { RegularsError } from "../base/error.ts";
import { QueryError } from "./query-error.ts";

/** The channel's name. */
export const engineChannel = "regulars.engine";

/** An error as it crosses from tab to tab. */
export interface SentError {
  readonly message: string;
  readonly hint: string | null;
  /** What a QueryError knows besides; null for every other error. */
  readonly query: {
    readonly sql: string;
    readonly line: number | null;
    readonly column: number | null;
    readonly candidates: readonly string[];
  } | null;
}

/** What an asking tab says. `from` is the tab, `id` its question. */
export type Asked =
  /** Who has the database? */
  | { readonly kind: "who"; readonly from: string }
  | {
      readonly kind: "query";
      readonly from: string;
      readonly id: number;
      readonly sql: string;
      readonly maxRows: number | null;
      readonly maxSeconds: number | null;
    }
  | { readonly kind: "size"; readonly from: string; readonly id: number }
  | { readonly kind: "stop"; readonly from: string; readonly id: number }
  /** The tab closes: everything it asked for is stopped. */
  | { readonly kind: "leave"; readonly from: string };

/** What the tab that has the database says: to one tab, or to all. */
export type Said =
  /** It answers; `by` is its name. */
  | { readonly kind: "here"; readonly by: string }
  /** The question arrived; its answer may take long. */
  | { readonly kind: "heard"; readonly to: string; readonly id: number }
  | { readonly kind: "answer"; readonly to: string; readonly id: number; readonly ipc: Uint8Array }
  | { readonly kind: "bytes"; readonly to: string; readonly id: number; readonly bytes: number }
  | { readonly kind: "failure"; readonly to: string; readonly id: number; readonly error: SentError }
  /** The orders are others now, or there are none. */
  | { readonly kind: "changed" };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The question in a message, null where it is none: other versions of the program may be open in other tabs. */
export function maybeAsked(message: unknown): Asked | null {
  if (!isObject(message) || typeof message["from"] !== "string") return null;
  const { kind } = message;
  if (kind === "who" || kind === "leave") return message as Asked;
  if (typeof message["id"] !== "number") return null;
  if (kind === "query" && typeof message["sql"] === "string") return message as Asked;
  return kind === "size" || kind === "stop" ? (message as Asked) : null;
}

/** What is said to this tab, null where it is said to another one or is nothing. */
export function maybeSaid(message: unknown, tab: string): Said | null {
  if (!isObject(message)) return null;
  const { kind } = message;
  if (kind === "changed" || (kind === "here" && typeof message["by"] === "string")) return message as Said;
  if (message["to"] !== tab || typeof message["id"] !== "number") return null;
  const isWhole =
    kind === "heard" ||
    (kind === "answer" && message["ipc"] instanceof Uint8Array) ||
    (kind === "bytes" && typeof message["bytes"] === "number") ||
    (kind === "failure" && isObject(message["error"]));
  return isWhole ? (message as Said) : null;
}

/** An error made ready to be sent. */
export function toSent(thrown: unknown): SentError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const hint = thrown instanceof RegularsError ? (thrown.hint ?? null) : null;
  if (!(thrown instanceof QueryError)) return { message, hint, query: null };
  const { sql, line, column, candidates } = thrown;
  return { message, hint, query: { sql, line, column, candidates } };
}

/** The error that was sent. */
export function toThrown({ message, hint, query }: SentError): RegularsError {
  const advice = hint === null ? {} : { hint };
  return query ? new QueryError(message, { ...query, ...advice }) : new RegularsError(message, advice);
}
