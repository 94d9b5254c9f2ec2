/** What is said when something went wrong. */
import { RegularsError } from "../base/error.ts";

/** Returns what an error says to people: its clause, and what to do. */
export function reasonOf(error: Error): string {
  const hint = error instanceof RegularsError ? error.hint : undefined;
  return hint === undefined ? error.message : `${error.message}. ${hint}`;
}
