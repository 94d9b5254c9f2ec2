/** The segments of RFM: the schemes' names, and the default table of eleven. */

/** Inclusive bounds of a score, 1 to 5. */
export type ScoreRange = readonly [low: number, high: number];

/** A segment by its ranges of scores; of several that hold, the first in the table wins. */
export type SegmentRule = {
  readonly name: string;
  readonly r: ScoreRange;
  readonly f: ScoreRange;
  readonly m: ScoreRange;
};

/** Two of the three scores, whose four fields are the segments of `quadrants`. */
export type Pair = "recency_frequency" | "recency_monetary" | "frequency_monetary";

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

/** The four fields of each pair: both high, first high, second high, none. */
export const quadrantSegments = {
  recency_frequency: ["Recent, often", "Recent, seldom", "Often, gone quiet", "Seldom, gone quiet"],
  recency_monetary: [
    "Recent, high spend",
    "Recent, low spend",
    "High spend, gone quiet",
    "Low spend, gone quiet",
  ],
  frequency_monetary: ["Often, high spend", "Often, low spend", "Seldom, high spend", "Seldom, low spend"],
} as const satisfies Readonly<Record<Pair, readonly string[]>>;

/** The field of a pair, high or low in each. */
export function quadrantOf(pair: Pair, isFirstHigh: boolean, isSecondHigh: boolean): string {
  return quadrantSegments[pair][(isFirstHigh ? 0 : 2) + (isSecondHigh ? 0 : 1)]!;
}

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

/** The names of a scheme's segments in its order, each once; of a table, `Others` is the last. */
export function segmentNames(
  scheme: string,
  table: readonly SegmentRule[],
  pair: Pair = "recency_frequency",
): readonly string[] {
  if (scheme === "eight") return eightSegments;
  if (scheme === "quadrants") return quadrantSegments[pair];
  return [...new Set([...table.map(({ name }) => name.trim()), others])];
}
