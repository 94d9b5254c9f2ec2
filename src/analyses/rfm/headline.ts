/** What RFM says in a sentence. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import { fragileRow } from "./chart-stability.ts";
import type { RfmParams } from "./params.ts";
import type { PartRow, RfmResult } from "./result.ts";
import { others } from "./segments.ts";
import { customers, frequencyWords, segmentName, shownMoney, shownShare } from "./words.ts";

/** The number of customers of a result. */
export function customersOf({ parts }: RfmResult): number {
  return parts.segments.reduce((sum, row) => sum + row.customers, 0);
}

/** The sentence of who brings the money and how many who used to spend are gone, and the line of n and cuts. */
export function headline(result: RfmResult, params: RfmParams, telling: Telling): Headline {
  const { messages, context } = telling;
  const n = customersOf(result);
  const date = messages.date(context.as_of);
  if (n === 0) {
    const days = params.window_days;
    const sentence =
      days === null
        ? m.rfm_headline_none({ date }, messages)
        : m.rfm_headline_none_window({ days: messages.integer(days), date }, messages);
    return { sentence, basis: "n = 0" };
  }
  const best = bestSegment(result.parts.segments, params);
  const basis = basisOf(result, params, telling, n, date);
  if (best === null)
    return {
      sentence: m.rfm_headline_no_money({ n, customers: customers(n, messages) }, messages),
      basis,
    };
  const quiet = result.parts.fields.find(
    ({ pair, first_high, second_high }) => pair === "recency_monetary" && !first_high && second_high,
  )!.customers;
  const k = { n: quiet, k: messages.integer(quiet) };
  const words = {
    n: best.customers,
    customers: customers(best.customers, messages),
    p: shownShare(best.share ?? 0, messages),
    s: shownShare(best.share_of_net_amount ?? 0, messages),
    segment: segmentName(best.segment, messages, params),
  };
  const first =
    params.scheme === "eight"
      ? m.rfm_headline_best(words, messages)
      : m.rfm_headline_segment(words, messages);
  const second = quiet === 0 ? m.rfm_headline_quiet_none({}, messages) : m.rfm_headline_quiet(k, messages);
  return { sentence: first + second, basis };
}

/** Of eight, those high in all three; else the named segment that brings the most; null where money adds up to nothing. */
function bestSegment(
  segments: readonly PartRow<"segments">[],
  { scheme }: RfmParams,
): PartRow<"segments"> | null {
  const named = segments.filter(
    (row) => row.segment !== others && row.customers > 0 && (row.share_of_net_amount ?? 0) > 0,
  );
  const first = named.find(({ segment }) => scheme === "eight" && segment === "Important value");
  if (first) return first;
  return named.reduce<PartRow<"segments"> | null>(
    (best, row) => (best === null || row.net_amount > best.net_amount ? row : best),
    null,
  );
}

/** `n = 4,364; means 165 days, 3.2 orders, €85.29`, the window and what the table of segments covers. */
function basisOf(result: RfmResult, params: RfmParams, telling: Telling, n: number, date: string): string {
  const { messages } = telling;
  const join = (texts: readonly string[]) => texts.join(m.rfm_list_join({}, messages));
  const cuts = (dimension: string) =>
    result.parts.thresholds.filter((row) => row.dimension === dimension).map(({ value }) => value);
  const frequencies = cuts("frequency");
  const words = {
    n: messages.integer(n),
    days: join(cuts("recency").map((value) => messages.number(value, value < 10 ? 1 : 0))),
    orders: frequencyWords(
      frequencies.length === 1 ? frequencies[0]! : 2,
      params,
      messages,
      join(frequencies.map((value) => messages.number(value, 1))),
    ),
    money: join(cuts("monetary").map((value) => shownMoney(value, telling))),
  };
  const basis = {
    mean: m.rfm_basis_mean,
    median: m.rfm_basis_median,
    quintile: m.rfm_basis_quintile,
    custom: m.rfm_basis_custom,
    rfm_package: m.rfm_basis_rfm_package,
  }[params.method](words, messages);
  const uncovered = result.parts.segments.find(({ segment }) => segment === others);
  const covered =
    params.scheme === "eleven" && uncovered !== undefined && uncovered.customers > 0
      ? m.rfm_basis_coverage({ share: shownShare(1 - (uncovered.share ?? 0), messages) }, messages)
      : "";
  const window =
    params.window_days === null
      ? ""
      : m.rfm_basis_window({ days: messages.integer(params.window_days), date }, messages);
  const fragile = fragileRow(result)?.share ?? null;
  const firm = fragile === null ? "" : m.stability_basis({ share: messages.percent(fragile, 1) }, messages);
  return basis + window + covered + firm;
}
