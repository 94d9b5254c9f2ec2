/** The value of an input: as cells see it, as SQL, and as a figure. */
import type { Input } from "../notebook/input.ts";
import type { ColumnSpec } from "../sql/columns.ts";
import { literal } from "../sql/literal.ts";

/**
 * Returns an input's value as SQL. A list is the subquery of its customer_keys: `where customer_key in $name`; without a
 * list chosen it holds nobody.
 */
export function inputValue(input: Input): string {
  if (input.type === "list")
    return input.value === null
      ? "(select cast(null as integer) as customer_key where false)"
      : `(select customer_key from ${input.value})`;
  if (input.type === "date") return literal(input.value === null ? null : { date: input.value });
  return literal(input.value);
}

/** Returns how an input's value is printed. */
export function inputColumn(input: Input): ColumnSpec {
  const kind =
    input.type === "slider" || input.type === "number" ? "number" : input.type === "date" ? "date" : "text";
  return { kind, nullable: true };
}
