/** Reads counting rules from an untrusted value. */
import { RegularsError } from "../base/error.ts";
import {
  defaultRules,
  ruleChoices,
  type CountingRules,
  type CurrencyRule,
  type IdentityColumn,
  type IdentityMerge,
} from "./rules.ts";

const identityColumns: readonly IdentityColumn[] = ["customer_id", "email", "phone"];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isCurrency = (value: unknown): value is string => typeof value === "string" && /^[A-Z]{3}$/.test(value);

const wrong = (place: string, value: unknown, hint: string): RegularsError =>
  new RegularsError(`invalid ${place}: ${JSON.stringify(value)}`, { hint });

function parseIdentity(value: unknown, place: string): readonly IdentityColumn[] {
  const known = (item: unknown): item is IdentityColumn => identityColumns.includes(item as IdentityColumn);
  if (Array.isArray(value) && value.length > 0 && value.every(known) && new Set(value).size === value.length)
    return [...value];
  throw wrong(place, value, `It is a list of ${identityColumns.join(", ")}, each at most once.`);
}

/** At most so many merges: ids of 100 characters then stay within what a notebook may hold. */
const mostMerges = 50_000;
/** The longest id of a customer that can be merged, in UTF-16 units. */
const longestId = 400;

// Control characters part the ids where the engine is given them; no key of a customer holds one.
const isCustomerId = (value: unknown): value is string =>
  typeof value === "string" &&
  value !== "" &&
  value.length <= longestId &&
  !/[\p{Cc}\p{Surrogate}]/u.test(value);

function parseMerges(value: unknown, place: string): readonly IdentityMerge[] {
  if (!Array.isArray(value) || value.length > mostMerges)
    throw new RegularsError(`invalid ${place}`, {
      hint: `It is a list of at most ${mostMerges} merges { from, into }.`,
    });
  return value.map((item: unknown, index): IdentityMerge => {
    const [from, into] = isRecord(item) ? [item["from"], item["into"]] : [];
    const isWhole = isRecord(item) && Object.keys(item).length === 2;
    if (isWhole && isCustomerId(from) && isCustomerId(into) && from !== into) return { from, into };
    throw wrong(`${place}[${index}]`, item, "It is { from, into }: the ids of two customers.");
  });
}

function parseCurrency(value: unknown, place: string): CurrencyRule {
  if (value === "refuse") return value;
  if (isRecord(value)) {
    const names = Object.keys(value).sort().join(" ");
    if (names === "pick" && isCurrency(value["pick"])) return { pick: value["pick"] };
    const { rates, to } = value;
    if (names === "rates to" && isRecord(rates) && isCurrency(to)) {
      const entries = Object.entries(rates);
      const sound = entries.every(
        ([code, rate]) => isCurrency(code) && typeof rate === "number" && rate > 0 && Number.isFinite(rate),
      );
      if (sound) return { rates: Object.fromEntries(entries) as Record<string, number>, to };
    }
  }
  throw wrong(place, value, 'It is "refuse", { pick: "EUR" } or { rates: { USD: 0.9 }, to: "EUR" }.');
}

/**
 * Returns whole counting rules from an untrusted value that may leave rules out; those keep the value of `base`.
 * @throws RegularsError naming the place below `place`, for an unknown rule or value.
 */
export function parseRules(
  value: unknown,
  place = "rules",
  base: CountingRules = defaultRules,
): CountingRules {
  if (!isRecord(value)) throw wrong(place, value, "It is an object of counting rules.");
  const parsed: Record<string, unknown> = { ...base };
  for (const [key, item] of Object.entries(value)) {
    const where = `${place}.${key}`;
    if (key === "identity") parsed[key] = parseIdentity(item, where);
    else if (key === "currency") parsed[key] = parseCurrency(item, where);
    else if (key === "merges") parsed[key] = parseMerges(item, where);
    else if (Object.hasOwn(ruleChoices, key)) {
      const choices: readonly string[] = ruleChoices[key as keyof typeof ruleChoices];
      if (!choices.includes(item as string)) throw wrong(where, item, `It is one of ${choices.join(", ")}.`);
      parsed[key] = item;
    } else {
      const known = [...Object.keys(ruleChoices), "identity", "currency", "merges"].join(", ");
      throw new RegularsError(`unknown counting rule: ${where}`, { hint: `The rules are ${known}.` });
    }
  }
  return parsed as unknown as CountingRules;
}
