/** The parameters of RFM, and the values that its SQL needs besides them. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import type { SqlValue } from "../../sql/query.ts";
import { elevenSegments, segmentNames } from "./segments.ts";

const score = { kind: "range", min: 1, max: 5, integer: true, default: [1, 5] } as const;

/**
 * What scores and segments are made of, in the order of their controls; rfm-migration has them too.
 *
 * `names` is how the eight segments are called in words and charts (the column `segment` keeps its names); `pair` the two
 * scores whose four fields `quadrants` are; `cuts` one row per cut of `custom`, in days, orders (or days with an order) and
 * money, ascending in each column: one row for two classes, four for five.
 */
export const scoring = {
  scheme: { kind: "choice", choices: ["eleven", "eight", "quadrants"], default: "eleven" },
  names: {
    kind: "choice",
    choices: ["standard", "seed_taobao"],
    default: "standard",
    when: { param: "scheme", is: ["eight"] },
  },
  pair: {
    kind: "choice",
    choices: ["recency_frequency", "recency_monetary", "frequency_monetary"],
    default: "recency_frequency",
    when: { param: "scheme", is: ["quadrants"] },
  },
  method: {
    kind: "choice",
    choices: ["quintile", "mean", "median", "custom", "rfm_package"],
    default: "quintile",
  },
  cuts: {
    kind: "table",
    fields: {
      r: { kind: "number", min: 0, max: 36_500, default: 30 },
      f: { kind: "number", min: 0, max: 1_000_000, default: 1 },
      m: { kind: "number", min: -1e12, max: 1e12, default: 100 },
    },
    minRows: 1,
    maxRows: 4,
    when: { param: "method", is: ["custom"] },
    default: [
      { r: 30, f: 1, m: 50 },
      { r: 90, f: 2, m: 100 },
      { r: 180, f: 4, m: 200 },
      { r: 365, f: 9, m: 500 },
    ],
  },
  monetary: { kind: "choice", choices: ["net_amount", "average_order_value"], default: "net_amount" },
  frequency: { kind: "choice", choices: ["orders", "days"], default: "orders" },
  recency_from: { kind: "choice", choices: ["as_of"], default: "as_of" },
  window_days: { kind: "number", min: 1, max: 36_500, integer: true, nullable: true, default: null },
  segments: {
    kind: "table",
    fields: { name: { kind: "text", default: "" }, r: score, f: score, m: score },
    minRows: 1,
    maxRows: 40,
    firstFits: true,
    when: { param: "scheme", is: ["eleven"] },
    default: elevenSegments,
  },
} as const satisfies ParamSpecs;

/**
 * The parameters of RFM. `notes` replaces what is advised for a segment, which is named as in the column `segment` or as it
 * is shown; an empty note shows none. `stability` asks for the part of that name.
 */
export const params = {
  ...scoring,
  notes: {
    kind: "table",
    fields: { segment: { kind: "text", default: "" }, note: { kind: "text", default: "" } },
    maxRows: 60,
    default: [],
  },
  stability: { kind: "boolean", default: false },
} as const satisfies ParamSpecs;

/** The checked parameters that scores and segments are made of. */
export type ScoringParams = ParamsOf<typeof scoring>;

/** The checked parameters of RFM. */
export type RfmParams = ParamsOf<typeof params>;

/** The number of classes of each score: two for `mean`, `median` and a single cut of `custom`, else five. */
export const classesOf = ({ method, cuts }: Pick<ScoringParams, "method" | "cuts">): 2 | 5 =>
  method === "mean" || method === "median" || (method === "custom" && cuts.length === 1) ? 2 : 5;

/** The lowest score that is high: the upper of two classes, the upper two of five. */
export const highFrom = (params: Pick<ScoringParams, "method" | "cuts">): 2 | 4 =>
  classesOf(params) === 2 ? 2 : 4;

/** Further `$name` values of the SQL: the tables taken apart, the classes and the quantiles to cut at. */
export function bind(params: ScoringParams): Readonly<Record<string, SqlValue>> {
  const { scheme, segments, pair, cuts } = params;
  return {
    probabilities: classesOf(params) === 2 ? [0.5] : [0.2, 0.4, 0.6, 0.8],
    classes: classesOf(params),
    high: highFrom(params),
    cuts_r: cuts.map(({ r }) => r),
    cuts_f: cuts.map(({ f }) => f),
    cuts_m: cuts.map(({ m }) => m),
    scheme_segments: segmentNames(scheme, segments, pair),
    segment_names: segments.map(({ name }) => name.trim()),
    r_low: segments.map(({ r }) => r[0]),
    r_high: segments.map(({ r }) => r[1]),
    f_low: segments.map(({ f }) => f[0]),
    f_high: segments.map(({ f }) => f[1]),
    m_low: segments.map(({ m }) => m[0]),
    m_high: segments.map(({ m }) => m[1]),
  };
}
