/** The parameters of churn-reasons, and the values that its SQL shares with other analyses. */
import { cutsOf, params as abcParams } from "../abc/params.ts";
import { bind as bindRfm, scoring } from "../rfm/params.ts";
import { cycleValues } from "../store-cycle.ts";
import { parseParams } from "../../sql/parse-params.ts";
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import type { SqlValue } from "../../sql/query.ts";

/** The categories that reasons are put into; a seed article claims shares of the first five. */
export const categories = [
  "forgot_shop",
  "poor_experience",
  "more_choice",
  "price",
  "habit",
  "quality",
  "service",
  "logistics",
  "privacy",
  "too_many_messages",
] as const;

/** A category of reasons. */
export type Category = (typeof categories)[number];

/** Words that stand in reasons, by category, in the order in which they are tried: the narrower before the wider. */
const words: readonly (readonly [Category, string])[] = [
  ["forgot_shop", "forgot|cannot recall|can't recall|can't remember|忘记|想不起|记不得|不记得"],
  ["too_many_messages", "too many messages|too many emails|spam|骚扰|短信太多|消息太多"],
  ["privacy", "privacy|隐私"],
  ["logistics", "delivery|shipping|late|logistics|物流|快递|发货"],
  ["quality", "quality|broken|defect|质量|品质|瑕疵"],
  ["service", "service|support|客服|服务|售后"],
  ["price", "price|expensive|cheaper|价格|太贵|便宜"],
  ["more_choice", "competitor|other shop|more choice|选择多|其他店|别家|别的店"],
  ["poor_experience", "experience|体验"],
  ["habit", "habit|impulse|no need|习惯|冲动|不需要"],
];

/**
 * The parameters of churn-reasons in the order of their controls.
 *
 * - `churned`: who has left. `long_term`: more days without an order than `long` cycles; `short_or_long`: than `short`.
 * - `cycle_days`: days of a cycle; null: as purchase-cycle finds it for the shop.
 * - `mapping`: words of the user's reasons, any case, and the category that they mean; the first row whose text is in a
 *   reason holds. A reason that no row names stays as it is.
 * - `per_customer`: of a customer with several reasons the latest (undated ones before dated), or each once.
 * - `max_reasons`: so many reasons, those of the most customers, have rows of their own; the rest are `others`.
 * - `show_article`: draw the shares that a seed article claims beside the five reasons that it names.
 * - `late_days`, `late_from`: a delivery is late more than so many days after the order, or after it was shipped.
 * - `min_group`: customers that a group and the customers outside of it must have, to be compared.
 */
export const params = {
  churned: { kind: "choice", choices: ["long_term", "short_or_long"], default: "long_term" },
  cycle_days: { kind: "number", min: 1, max: 36_500, nullable: true, default: null },
  short: {
    kind: "number",
    min: 0.1,
    max: 100,
    default: 1,
    when: { param: "churned", is: ["short_or_long"] },
  },
  long: { kind: "number", min: 0.1, max: 100, default: 3, when: { param: "churned", is: ["long_term"] } },
  per_customer: { kind: "choice", choices: ["latest", "every"], default: "latest" },
  mapping: {
    kind: "table",
    fields: {
      text: { kind: "text", default: "" },
      category: { kind: "choice", choices: categories, default: "price" },
    },
    maxRows: 100,
    default: words.flatMap(([category, texts]) => texts.split("|").map((text) => ({ text, category }))),
  },
  max_reasons: { kind: "number", min: 1, max: 50, integer: true, default: 12 },
  show_article: { kind: "boolean", default: false },
  late_days: { kind: "number", min: 0, max: 365, integer: true, default: 7 },
  late_from: { kind: "choice", choices: ["ordered", "shipped"], default: "ordered" },
  min_group: { kind: "number", min: 1, max: 1_000_000, integer: true, default: 30 },
} as const satisfies ParamSpecs;

/** The checked parameters of churn-reasons. */
export type ReasonsParams = ParamsOf<typeof params>;

const segments = parseParams(scoring, {});

/** Further `$name` values: what the store's cycle, segments and tiers are by the defaults of purchase-cycle, rfm and abc. */
const shared: Readonly<Record<string, SqlValue>> = {
  ...cycleValues,
  scheme: segments.scheme,
  pair: segments.pair,
  method: segments.method,
  monetary: segments.monetary,
  frequency: segments.frequency,
  window_days: segments.window_days,
  ...bindRfm(segments),
  cuts: cutsOf(parseParams(abcParams, {})),
};

/** The values of {@link shared}, whatever the parameters are. */
export const bind = (): Readonly<Record<string, SqlValue>> => shared;
