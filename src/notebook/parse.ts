/** Reads a notebook from an untrusted value: a file, a link, a stored record, a script. */
import { RegularsError } from "../base/error.ts";
import { isTimeZone } from "../base/time-zone.ts";
import { parseRules } from "../orders/parse-rules.ts";
import type { Cell, Notebook, Reading } from "./document.ts";
import { fields, id, maybeDay, oneOf, show, text, wrong, type Fields } from "./fields.ts";
import { currentVersion, migrate } from "./migrations.ts";
import { parseCell, type CheckAnalysis } from "./parse-cell.ts";
import { parseFilter } from "./parse-filter.ts";
import { bounds, plainCopy } from "./plain-copy.ts";

function maybeZone(value: unknown, place: string): string | null {
  if (value === null || (typeof value === "string" && isTimeZone(value))) return value;
  throw wrong(place, value, "an IANA time zone such as Europe/Berlin, or null");
}

function maybeCurrency(value: unknown, place: string): string | null {
  if (value === null || (typeof value === "string" && /^[A-Z]{3}$/.test(value))) return value;
  throw wrong(place, value, "a currency code of three letters, or null");
}

function reading(value: unknown): Reading {
  const names = ["asOf", "observedThrough", "observedFrom", "timeZone", "weekStart", "rules", "currency"];
  const from = fields(value, "reading", names);
  return {
    asOf: maybeDay(from["asOf"], "reading.asOf"),
    observedThrough: maybeDay(from["observedThrough"], "reading.observedThrough"),
    observedFrom: maybeDay(from["observedFrom"], "reading.observedFrom"),
    timeZone: maybeZone(from["timeZone"], "reading.timeZone"),
    weekStart: oneOf(from["weekStart"], "reading.weekStart", ["monday", "sunday"]),
    rules: parseRules(from["rules"], "reading.rules"),
    currency: maybeCurrency(from["currency"], "reading.currency"),
  };
}

function cells(value: unknown, check: CheckAnalysis | undefined): readonly Cell[] {
  if (!Array.isArray(value)) throw wrong("cells", value, "a list");
  if (value.length > bounds.cells)
    throw new RegularsError(`invalid cells: ${value.length} of them`, {
      hint: `A notebook holds at most ${bounds.cells} cells.`,
    });
  const parsed: Cell[] = [];
  for (const [index, item] of value.entries()) {
    const names = parsed.flatMap(({ name }) => (name === undefined ? [] : [name]));
    const cell = parseCell(item, `cells[${index}]`, names, check);
    if (parsed.some((before) => before.id === cell.id))
      throw new RegularsError(`invalid cells[${index}].id: ${show(cell.id)} stands there twice`);
    parsed.push(cell);
  }
  return parsed;
}

/**
 * Returns the notebook that an untrusted value holds, brought to the present version and checked whole: nothing of the
 * value itself is kept. `check` looks at each analysis cell's parameters.
 * @throws RegularsError with the reason and the place, such as `cells[3].params.period`.
 */
export function parseNotebook(value: unknown, check?: CheckAnalysis): Notebook {
  const copy = plainCopy(value);
  if (typeof copy !== "object" || copy === null || Array.isArray(copy))
    throw wrong("notebook", copy, "an object with version, id, title, reading, filter and cells");
  const from = fields(migrate(copy as Fields), "notebook", [
    "version",
    "id",
    "title",
    "reading",
    "filter",
    "cells",
  ]);
  return {
    version: currentVersion,
    id: id(from["id"], "id"),
    title: text(from["title"], "title"),
    reading: reading(from["reading"]),
    filter: parseFilter(from["filter"], "filter"),
    cells: cells(from["cells"], check),
  };
}

export type { CheckAnalysis };
