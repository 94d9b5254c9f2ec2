/** Turns the elements of a list of JSON into records. */
import type { PlanWarning } from "../../../orders/plan.ts";
import { doubleText } from "../decimal-text.ts";
import { Flattener, type Plain } from "../flatten.ts";
import type { BrokenRecord, SourceRecord } from "../table.ts";
import { parseExactly } from "./exact.ts";
import { mayRepeatKeys, withoutRepeatedKeys } from "./repeated-keys.ts";

/** Nesting beyond which a record is none of an order file; far below what would exhaust the stack. */
export const maxDepth = 64;

/** A record, or what could not be read as one. */
export type Outcome = SourceRecord | BrokenRecord;

/** Turns elements into records. */
export class Elements {
  readonly flattener = new Flattener(doubleText);
  batch: Outcome[] = [];
  /** Keys that an object had twice. */
  readonly repeated = new Set<string>();
  /** True where the elements are rows rather than objects. */
  hasRows = false;
  #records = 0;

  /** Takes an element; `line` is its line, or none where its number says where it is. */
  take(text: string, depth: number, line?: number): void {
    const at = line ?? ++this.#records;
    if (depth > maxDepth) return this.#reject(at, text, "nested_too_deep");
    let value: Plain;
    try {
      value = this.#parse(text);
    } catch {
      return this.#reject(at, text, "invalid_json");
    }
    if (Array.isArray(value)) {
      this.hasRows = true;
      this.batch.push({ line: at, cells: (value as readonly Plain[]).map(cellOf) });
    } else if (typeof value === "object" && value !== null)
      this.add(value as { readonly [key: string]: Plain }, at);
    else this.#reject(at, text, "no_object");
  }

  /** Takes an object that is parsed already. */
  add(value: { readonly [key: string]: Plain }, line: number): void {
    for (const cells of this.flattener.flatten(value)) this.batch.push({ line, cells });
  }

  #parse(text: string): Plain {
    const value = parseExactly(text);
    if (!mayRepeatKeys(text, value)) return value;
    const apart = withoutRepeatedKeys(text);
    for (const key of apart.repeated) this.repeated.add(key);
    return parseExactly(apart.text);
  }

  /** Warnings of what was taken so far. */
  warnings(): readonly PlanWarning[] {
    const names = [...this.repeated];
    return names.length === 0
      ? []
      : [
          {
            code: "DUPLICATE_HEADER",
            message: `repeated names in an object: ${names.slice(0, 20).join(", ")}`,
            count: names.length,
          },
        ];
  }

  #reject(line: number, text: string, reason: string): void {
    this.batch.push({ line, text, reason });
  }
}

const cellOf = (value: Plain): string =>
  value === null || value === undefined
    ? ""
    : typeof value === "number"
      ? doubleText(value)
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value);
