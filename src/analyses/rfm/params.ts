/** The parameters of RFM, and the values that its SQL needs besides them. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import type { SqlValue } from "../../sql/query.ts";
import { elevenSegments, parseSegments, segmentNames } from "./segments.ts";

/** The parameters of RFM in the order of their controls. */
export const params = {
  scheme: { kind: "choice", choices: ["eleven", "eight", "quadrants"], default: "eleven" },
  method: {
    kind: "choice",
    choices: ["quintile", "mean", "median", "rfm_package"],
    default: "quintile",
  },
  monetary: { kind: "choice", choices: ["net_amount", "average_order_value"], default: "net_amount" },
  frequency: { kind: "choice", choices: ["orders", "days"], default: "orders" },
  recency_from: { kind: "choice", choices: ["as_of"], default: "as_of" },
  window_days: { kind: "number", min: 1, max: 36_500, integer: true, nullable: true, default: null },
  segments: { kind: "struct", parse: parseSegments, default: elevenSegments },
} as const satisfies ParamSpecs;

/** The checked parameters of RFM. */
export type RfmParams = ParamsOf<typeof params>;

/** The number of classes of each score: two for `mean` and `median`, else five. */
export const classesOf = (method: RfmParams["method"]): 2 | 5 =>
  method === "mean" || method === "median" ? 2 : 5;

/** The lowest score that is high: the upper of two classes, the upper two of five. */
export const highFrom = (method: RfmParams["method"]): 2 | 4 => (classesOf(method) === 2 ? 2 : 4);

/** Further `$name` values of the SQL: the table of segments taken apart, the classes and the quantiles to cut at. */
export function bind(params: RfmParams): Readonly<Record<string, SqlValue>> {
  const { method, scheme, segments } = params;
  return {
    probabilities: classesOf(method) === 2 ? [0.5] : [0.2, 0.4, 0.6, 0.8],
    classes: classesOf(method),
    high: highFrom(method),
    scheme_segments: segmentNames(scheme, segments),
    segment_names: segments.map(({ name }) => name),
    r_low: segments.map(({ r }) => r[0]),
    r_high: segments.map(({ r }) => r[1]),
    f_low: segments.map(({ f }) => f[0]),
    f_high: segments.map(({ f }) => f[1]),
    m_low: segments.map(({ m }) => m[0]),
    m_high: segments.map(({ m }) => m[1]),
  };
}
