/** The segments of RFM: the schemes' names, the default table of eleven, and the check of a table from outside. */
import { RegularsError } from "../../base/error.ts";

/** Inclusive bounds of a score, 1 to 5. */
export type ScoreRange = readonly [low: number, high: number];

/** A segment by its ranges of scores; of several that hold, the first in the table wins. */
export interface SegmentRule {
  readonly name: string;
  readonly r: ScoreRange;
  readonly f: ScoreRange;
  readonly m: ScoreRange;
}

/** The segment of customers whom no rule of the table covers. */
export const others = "Others";

/** The eight segments by R, F and M, high or low, in the contract's order. */
export const eightSegments = [
  "Important value",
  "Important development",
  "Important retention",
  "Important win-back",
  "General value",
  "General development",
  "General retention",
  "General win-back",
] as const;

/** The four fields of recency and frequency. */
export const quadrantSegments = [
  "Recent, often",
  "Recent, seldom",
  "Often, gone quiet",
  "Seldom, gone quiet",
] as const;

const rule = (name: string, r: ScoreRange, f: ScoreRange): SegmentRule => ({ name, r, f, m: [1, 5] });

/** The default table of the scheme of eleven: all 25 fields of R and F, whatever M. */
export const elevenSegments: readonly SegmentRule[] = [
  rule("Champions", [5, 5], [4, 5]),
  rule("Loyal customers", [3, 4], [4, 5]),
  rule("Potential loyalists", [4, 5], [2, 3]),
  rule("New customers", [5, 5], [1, 1]),
  rule("Promising", [4, 4], [1, 1]),
  rule("Need attention", [3, 3], [3, 3]),
  rule("About to sleep", [3, 3], [1, 2]),
  rule("Can't lose them", [1, 2], [5, 5]),
  rule("At risk", [1, 2], [3, 4]),
  rule("Lost", [1, 1], [1, 1]),
  rule("Hibernating", [1, 2], [1, 2]),
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const refuse = (place: string, value: unknown, expected: string): never => {
  throw new RegularsError(`invalid parameter ${place}: ${show(value)} is not ${expected}`);
};

function parseRange(value: unknown, place: string): ScoreRange {
  const isScore = (score: unknown): score is number =>
    typeof score === "number" && Number.isInteger(score) && score >= 1 && score <= 5;
  if (!Array.isArray(value) || value.length !== 2 || !value.every(isScore) || value[0]! > value[1]!)
    return refuse(place, value, "two whole numbers from 1 to 5, the lower first");
  return [value[0]!, value[1]!];
}

/** Space around it counts for nothing, and half a character or NUL cannot stand in SQL. */
function parseName(value: unknown, place: string): string {
  const expected = "a name of 1 to 60 characters";
  if (typeof value !== "string") return refuse(place, value, expected);
  const name = value.trim();
  const fits = name.length >= 1 && name.length <= 60 && !/\p{Surrogate}|\p{Cc}/u.test(name);
  return fits ? name : refuse(place, value, expected);
}

function parseRule(value: unknown, place: string): SegmentRule {
  if (!isObject(value)) return refuse(place, value, "a segment with name, r, f and m");
  const unknown = Object.keys(value).find((key) => !["name", "r", "f", "m"].includes(key));
  if (unknown !== undefined) throw new RegularsError(`unknown parameter: ${place}.${unknown}`);
  return {
    name: parseName(value["name"], `${place}.name`),
    r: parseRange(value["r"], `${place}.r`),
    f: parseRange(value["f"], `${place}.f`),
    m: parseRange(value["m"], `${place}.m`),
  };
}

/**
 * The checked table of segments: 1 to 40 rules in the order in which they are tried; a name may stand twice.
 * @throws RegularsError that names the place, such as `segments[2].r`.
 */
export function parseSegments(value: unknown): readonly SegmentRule[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > 40)
    return refuse("segments", value, "a list of 1 to 40 segments");
  return Array.from(value as readonly unknown[], (item, index) => parseRule(item, `segments[${index}]`));
}

/** The names of a scheme's segments in its order, each once; of a table, `Others` is the last. */
export function segmentNames(scheme: string, table: readonly SegmentRule[]): readonly string[] {
  if (scheme === "eight") return eightSegments;
  if (scheme === "quadrants") return quadrantSegments;
  return [...new Set([...table.map(({ name }) => name), others])];
}
