/** Reads the options of an import from an untrusted value, such as a script's. */
import { RegularsError } from "../base/error.ts";
import { isTimeZone } from "../base/time-zone.ts";
import type { ImportOptions } from "./import-options.ts";
import { parseRules } from "./parse-rules.ts";
import { canonicalColumns, orderStatuses } from "./plan.ts";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isColumn = (value: unknown): boolean =>
  typeof value === "string" || (typeof value === "number" && Number.isInteger(value) && value >= 0);

/** What each option must be, and the check. */
const options: Readonly<Record<string, readonly [(value: unknown) => boolean, string]>> = {
  mapping: [(value) => isRecord(value), "an object of canonical column: header or index"],
  timeZone: [
    (value) => typeof value === "string" && isTimeZone(value),
    "an IANA time zone such as Europe/Berlin",
  ],
  currency: [
    (value) => typeof value === "string" && /^[A-Z]{3}$/.test(value),
    "a currency code of three letters",
  ],
  dateOrder: [(value) => ["dmy", "mdy", "ymd"].includes(value as string), "one of dmy, mdy, ymd"],
  rules: [(value) => isRecord(value), "an object of counting rules"],
  sheet: [(value) => typeof value === "string", "a text"],
  statuses: [(value) => isRecord(value), `an object of status text: ${orderStatuses.join(", ")}`],
  password: [(value) => typeof value === "string", "a text"],
};

function checkMapping(mapping: Readonly<Record<string, unknown>>): void {
  for (const [canonical, column] of Object.entries(mapping)) {
    if (!canonicalColumns.some((known) => known === canonical))
      throw new RegularsError(`unknown column: options.mapping.${canonical}`, {
        hint: `The columns are ${canonicalColumns.join(", ")}.`,
      });
    if (!isColumn(column))
      throw new RegularsError(`invalid options.mapping.${canonical}: ${JSON.stringify(column)}`, {
        hint: "It is the header of the file's column, or its index from 0.",
      });
  }
}

/** The statuses under their texts as they are compared: trimmed, lower-cased. */
function checkStatuses(statuses: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  for (const [text, status] of Object.entries(statuses))
    if (!orderStatuses.some((known) => known === status))
      throw new RegularsError(`invalid options.statuses.${text}: ${JSON.stringify(status)}`, {
        hint: `It is one of ${orderStatuses.join(", ")}.`,
      });
  return Object.fromEntries(
    Object.entries(statuses).map(([text, status]) => [text.trim().toLowerCase(), status]),
  );
}

/**
 * Returns checked options; undefined is none. Rules that are left out are left out of the result too.
 * @throws RegularsError with the place, for an unknown option or a value that does not fit.
 */
export function parseImportOptions(value: unknown): ImportOptions {
  if (value === undefined) return {};
  if (!isRecord(value)) throw new RegularsError(`invalid options: ${JSON.stringify(value)}`);
  const given = Object.entries(value).filter(([, item]) => item !== undefined);
  for (const [name, item] of given) {
    if (!Object.hasOwn(options, name))
      throw new RegularsError(`unknown option: ${name}`, {
        hint: `The options are ${Object.keys(options).join(", ")}.`,
      });
    const [fits, expected] = options[name]!;
    if (!fits(item))
      throw new RegularsError(`invalid options.${name}: ${JSON.stringify(item)}`, {
        hint: `It is ${expected}.`,
      });
  }
  const checked = Object.fromEntries(given);
  if (isRecord(checked["mapping"])) checkMapping(checked["mapping"]);
  if (isRecord(checked["statuses"])) checked["statuses"] = checkStatuses(checked["statuses"]);
  if (isRecord(checked["rules"])) {
    const whole = parseRules(checked["rules"], "options.rules");
    const named = Object.keys(checked["rules"]) as (keyof typeof whole)[];
    checked["rules"] = Object.fromEntries(named.map((name) => [name, whole[name]]));
  }
  return checked as ImportOptions;
}
