/** Names of tables and columns, quoted. */
import { RegularsError } from "../base/error.ts";

/** The name as a quoted identifier, `"` doubled. @throws RegularsError where it is empty or holds a NUL. */
export function identifier(name: string): string {
  if (name === "" || name.includes("\0")) throw new RegularsError(`invalid name: ${JSON.stringify(name)}`);
  return `"${name.replaceAll('"', '""')}"`;
}
