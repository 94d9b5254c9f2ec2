/** Reads a notebook from an untrusted value: a file, a link, a stored record, a script. */
import { isDay } from "../base/calendar.ts";
import { RegularsError } from "../base/error.ts";
import { isTimeZone } from "../base/time-zone.ts";
import { parseRules } from "../orders/parse-rules.ts";
import type { Cell, Filter, Notebook, Reading } from "./document.ts";
import { migrate } from "./migrations.ts";
import { bounds, plainCopy } from "./plain-copy.ts";
import { cellBytes } from "./within-bounds.ts";

type Fields = Readonly<Record<string, unknown>>;

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const wrong = (place: string, value: unknown, expected: string): RegularsError =>
  value === undefined
    ? new RegularsError(`missing ${place}`, { hint: `It is ${expected}.` })
    : new RegularsError(`invalid ${place}: ${show(value)}`, { hint: `It is ${expected}.` });

function fields(value: unknown, place: string, names: readonly string[]): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw wrong(place, value, "an object");
  const stray = Object.keys(value).find((key) => !names.includes(key));
  if (stray !== undefined)
    throw new RegularsError(`unknown field: ${place === "notebook" ? stray : `${place}.${stray}`}`, {
      hint: `The fields here are ${names.join(", ")}.`,
    });
  return value as Fields;
}

function text(value: unknown, place: string): string {
  if (typeof value !== "string") throw wrong(place, value, "a text");
  return value;
}

function id(value: unknown, place: string): string {
  if (typeof value !== "string" || !/^[A-Za-z0-9_-]{1,64}$/.test(value))
    throw wrong(place, value, "a text of at most 64 letters, digits, - and _");
  return value;
}

function maybeDay(value: unknown, place: string): string | null {
  if (value === null || (typeof value === "string" && isDay(value))) return value;
  throw wrong(place, value, "a date as YYYY-MM-DD, or null");
}

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
  const weekStart = from["weekStart"];
  if (weekStart !== "monday" && weekStart !== "sunday")
    throw wrong("reading.weekStart", weekStart, "monday or sunday");
  return {
    asOf: maybeDay(from["asOf"], "reading.asOf"),
    observedThrough: maybeDay(from["observedThrough"], "reading.observedThrough"),
    observedFrom: maybeDay(from["observedFrom"], "reading.observedFrom"),
    timeZone: maybeZone(from["timeZone"], "reading.timeZone"),
    weekStart,
    rules: parseRules(from["rules"], "reading.rules"),
    currency: maybeCurrency(from["currency"], "reading.currency"),
  };
}

function filter(value: unknown): Filter {
  const clauses = fields(value, "filter", ["clauses"])["clauses"];
  if (!Array.isArray(clauses) || clauses.length > 0) throw wrong("filter.clauses", clauses, "an empty list");
  return { clauses: [] };
}

/** Checks the parameters of an analysis cell; throws where they do not fit. `place` is `cells[3]`. */
export type CheckAnalysis = (
  analysis: string,
  params: Readonly<Record<string, unknown>>,
  place: string,
) => void;

function cell(value: unknown, place: string, check: CheckAnalysis | undefined): Cell {
  const bytes = cellBytes(value);
  if (bytes > bounds.cellBytes)
    throw new RegularsError(`invalid ${place}: ${bytes} bytes`, {
      hint: `A cell holds at most ${bounds.cellBytes / 1024} KiB.`,
    });
  const kind = (value as Fields | null)?.["kind"];
  const own = kind === "text" ? ["markdown"] : ["analysis", "params"];
  if (kind !== "text" && kind !== "analysis") {
    if (typeof kind === "string") throw new RegularsError(`unknown kind: ${show(kind)} at ${place}.kind`);
    throw wrong(`${place}.kind`, kind, "text or analysis");
  }
  const from = fields(value, place, ["kind", "id", "name", ...own]);
  const name = from["name"] === undefined ? {} : { name: id(from["name"], `${place}.name`) };
  const head = { id: id(from["id"], `${place}.id`), ...name };
  if (kind === "text") return { kind, ...head, markdown: text(from["markdown"], `${place}.markdown`) };
  const params = from["params"];
  if (typeof params !== "object" || params === null || Array.isArray(params))
    throw wrong(`${place}.params`, params, "an object");
  const analysis = id(from["analysis"], `${place}.analysis`);
  check?.(analysis, params as Fields, place);
  return { kind, ...head, analysis, params: params as Fields };
}

function cells(value: unknown, check: CheckAnalysis | undefined): readonly Cell[] {
  if (!Array.isArray(value)) throw wrong("cells", value, "a list");
  if (value.length > bounds.cells)
    throw new RegularsError(`invalid cells: ${value.length} of them`, {
      hint: `A notebook holds at most ${bounds.cells} cells.`,
    });
  const parsed = value.map((item, index) => cell(item, `cells[${index}]`, check));
  const twice = parsed.findIndex((item, index) => parsed.findIndex(({ id }) => id === item.id) < index);
  if (twice >= 0)
    throw new RegularsError(`invalid cells[${twice}].id: ${show(parsed[twice]!.id)} stands there twice`);
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
    version: 1,
    id: id(from["id"], "id"),
    title: text(from["title"], "title"),
    reading: reading(from["reading"]),
    filter: filter(from["filter"]),
    cells: cells(from["cells"], check),
  };
}
