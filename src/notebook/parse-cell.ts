/** Checks one cell of an untrusted document. */
import { RegularsError } from "../base/error.ts";
import { aggregates, chartGrains, chartMarks, type ChartSpec } from "./chart-spec.ts";
import type { CustomerRule } from "./customer-rule.ts";
import type { Cell, CellKind, ExpectedAnswer, ListSource } from "./document.ts";
import {
  fields,
  id,
  list,
  maybeDay,
  maybeText,
  number,
  oneOf,
  show,
  text,
  truth,
  wrong,
  type Fields,
} from "./fields.ts";
import { nameFault } from "./names.ts";
import { parseInput } from "./parse-input.ts";
import { bounds } from "./plain-copy.ts";
import { cellBytes } from "./within-bounds.ts";

/** Checks the parameters of an analysis cell; throws where they do not fit. `place` is `cells[3]`. */
export type CheckAnalysis = (
  analysis: string,
  params: Readonly<Record<string, unknown>>,
  place: string,
) => void;

/** Most customer_ids in a document; more are kept beside the data. */
export const customersInDocument = 1000;

/** The fields of each kind besides `kind`, `id`, `name` and `collapsed`. */
const own: Readonly<Record<CellKind, readonly string[]>> = {
  text: ["markdown"],
  input: ["input"],
  analysis: ["analysis", "params"],
  sql: ["sql", "chart"],
  chart: ["source", "chart"],
  list: ["list"],
  check: ["question", "expected", "tolerance", "hint"],
};

function chartSpec(value: unknown, place: string): ChartSpec {
  const from = fields(value, place, ["mark", "x", "y", "colour", "facet", "aggregate", "grain"]);
  return {
    mark: oneOf(from["mark"], `${place}.mark`, chartMarks),
    x: maybeText(from["x"], `${place}.x`),
    y: maybeText(from["y"], `${place}.y`),
    colour: maybeText(from["colour"], `${place}.colour`),
    facet: maybeText(from["facet"], `${place}.facet`),
    aggregate: oneOf(from["aggregate"], `${place}.aggregate`, aggregates),
    grain: oneOf(from["grain"], `${place}.grain`, chartGrains),
  };
}

function object(value: unknown, place: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw wrong(place, value, "an object");
  return value as Fields;
}

function plainValue(value: unknown, place: string): string | number | boolean | null {
  if (value === null || ["string", "number", "boolean"].includes(typeof value))
    return value as string | number | boolean | null;
  throw wrong(place, value, "a text, a number, true, false or null");
}

function rule(value: unknown, place: string, check: CheckAnalysis | undefined): CustomerRule {
  const from = fields(value, place, ["analysis", "params", "asOf", "where"]);
  const analysis = id(from["analysis"], `${place}.analysis`);
  const params = object(from["params"], `${place}.params`);
  check?.(analysis, params, place);
  const where = Object.entries(object(from["where"], `${place}.where`));
  return {
    analysis,
    params,
    asOf: maybeDay(from["asOf"], `${place}.asOf`),
    where: Object.fromEntries(where.map(([key, each]) => [key, plainValue(each, `${place}.where.${key}`)])),
  };
}

function listSource(value: unknown, place: string, check: CheckAnalysis | undefined): ListSource {
  const by = oneOf((value as Fields | null)?.["by"], `${place}.by`, ["rule", "sql", "customers"]);
  const from = fields(value, place, ["by", by]);
  if (by === "rule") return { by, rule: rule(from["rule"], `${place}.rule`, check) };
  if (by === "sql") return { by, sql: text(from["sql"], `${place}.sql`) };
  const customers = from["customers"];
  if (Array.isArray(customers))
    return { by, customers: list(customers, `${place}.customers`, customersInDocument, text) };
  const { stored, key } = fields(customers, `${place}.customers`, ["stored", "key"]);
  return {
    by,
    customers: {
      stored: number(stored, `${place}.customers.stored`),
      key: id(key, `${place}.customers.key`),
    },
  };
}

function expectedAnswer(value: unknown, place: string): ExpectedAnswer {
  const by = oneOf((value as Fields | null)?.["by"], `${place}.by`, ["value", "sql"]);
  const from = fields(value, place, ["by", by]);
  if (by === "sql") return { by, sql: text(from["sql"], `${place}.sql`) };
  const stands = plainValue(from["value"], `${place}.value`);
  if (stands === null) throw wrong(`${place}.value`, stands, "a text, a number, true or false");
  return { by, value: stands };
}

function head(from: Fields, place: string, names: readonly string[]) {
  const name = from["name"] === undefined ? undefined : text(from["name"], `${place}.name`);
  const fault = name === undefined ? null : nameFault(name, names);
  if (fault === "taken") throw new RegularsError(`invalid ${place}.name: ${show(name)} stands there twice`);
  if (fault !== null)
    throw wrong(`${place}.name`, name, "a word of letters, digits and _ that SQL does not use itself");
  const collapsed = from["collapsed"] !== undefined && truth(from["collapsed"], `${place}.collapsed`);
  return {
    id: id(from["id"], `${place}.id`),
    ...(name !== undefined && { name }),
    ...(collapsed && { collapsed }),
  };
}

/**
 * Returns the checked cell. `names` are those of the cells before it.
 * @throws RegularsError with the place.
 */
export function parseCell(
  value: unknown,
  place: string,
  names: readonly string[],
  check: CheckAnalysis | undefined,
): Cell {
  const bytes = cellBytes(value);
  if (bytes > bounds.cellBytes)
    throw new RegularsError(`invalid ${place}: ${bytes} bytes`, {
      hint: `A cell holds at most ${bounds.cellBytes / 1024} KiB.`,
    });
  const given = (value as Fields | null)?.["kind"];
  if (typeof given === "string" && !Object.hasOwn(own, given))
    throw new RegularsError(`unknown kind: ${show(given)} at ${place}.kind`);
  const kind = oneOf(given, `${place}.kind`, Object.keys(own) as CellKind[]);
  const from = fields(value, place, ["kind", "id", "name", "collapsed", ...own[kind]]);
  const shared = head(from, place, names);
  const at = (name: string) => `${place}.${name}`;
  switch (kind) {
    case "text":
      return { kind, ...shared, markdown: text(from["markdown"], at("markdown")) };
    case "input":
      return { kind, ...shared, input: parseInput(from["input"], at("input")) };
    case "analysis": {
      const params = object(from["params"], at("params"));
      const analysis = id(from["analysis"], at("analysis"));
      check?.(analysis, params, place);
      return { kind, ...shared, analysis, params };
    }
    case "sql": {
      const chart = from["chart"] === undefined ? null : chartSpec(from["chart"], at("chart"));
      return { kind, ...shared, sql: text(from["sql"], at("sql")), ...(chart && { chart }) };
    }
    case "chart":
      return {
        kind,
        ...shared,
        source: text(from["source"], at("source")),
        chart: chartSpec(from["chart"], at("chart")),
      };
    case "list":
      return { kind, ...shared, list: listSource(from["list"], at("list"), check) };
    case "check": {
      const tolerance = number(from["tolerance"], at("tolerance"));
      if (tolerance < 0) throw wrong(at("tolerance"), tolerance, "0 or more");
      return {
        kind,
        ...shared,
        question: text(from["question"], at("question")),
        expected: expectedAnswer(from["expected"], at("expected")),
        tolerance,
        hint: text(from["hint"], at("hint")),
      };
    }
  }
}
