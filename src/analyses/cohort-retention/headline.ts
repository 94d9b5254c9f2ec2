/** The headline of cohort-retention: how many of 100 new customers come back, and the cohort that stands out. */
import { m } from "../../messages/messages.ts";
import type { Headline, Result, Telling } from "../analysis.ts";
import { bracketsOf } from "./brackets.ts";
import { toLines, type Line } from "./lines.ts";
import { choiceLabel } from "./labels.ts";
import { maybeOutlier, type Outlier } from "./outlier.ts";
import type { parts } from "./parts.ts";
import type { CohortParams, columns, HeatRow, Totals } from "./rows.ts";
import { isMargin, isMoney, measureName, periodName, untilName, valueText, whenOrdered } from "./words.ts";

/** Fewest cohorts, and customers of a group, that a headline rests on where it can choose. */
const enoughCohorts = 3;
const enoughCustomers = 20;

/** Days of one window of the customer's own clock. */
const windowDays = { day: 1, week: 7, month: 30, quarter: 90, year: 365 } as const;

/** Of how many customers a share is told: rates of single days are small. */
const baseOf = (row: HeatRow, params: CohortParams): 100 | 1000 =>
  bracketsOf(params).length > 0 && row.customers > 0 && row.customers / row.n < 0.05 ? 1000 : 100;

const ofBase = (row: HeatRow, base: number, { messages }: Telling) =>
  messages.integer(Math.round((row.customers / row.n) * base));

/** The k that is told: the next period, or the longest usual span that enough cohorts have reached. */
export function chooseK(pooled: readonly HeatRow[], params: CohortParams): number {
  const reached = (k: number) => pooled.some((row) => row.k === k && (row.cohorts ?? 0) >= enoughCohorts);
  const brackets = bracketsOf(params).length;
  if (brackets > 0)
    return Array.from({ length: brackets }, (_, index) => brackets - index).find(reached) ?? 1;
  if (params.return !== "by") return 1;
  return [12, 6, 3, 2].find(reached) ?? 1;
}

function sentenceOf(row: HeatRow, params: CohortParams, telling: Telling): string {
  const { messages } = telling;
  const base = baseOf(row, params);
  const inputs = { period: params.period, x: ofBase(row, base, telling) };
  if (bracketsOf(params).length > 0)
    return m.cohort_headline_bracket(
      { x: inputs.x, base: messages.integer(base), when: whenOrdered(row.k, params, messages) },
      messages,
    );
  if (params.return === "by" && params.clock === "age") {
    const length = windowDays[params.period];
    const days = { from: messages.integer(length), to: messages.integer((row.k + 1) * length - 1) };
    return m.cohort_headline_days({ ...inputs, ...days }, messages);
  }
  if (params.return === "by")
    return m.cohort_headline_by({ ...inputs, k: messages.integer(row.k) }, messages);
  const later = params.return === "on_or_after";
  if (params.clock === "age")
    return later ? m.cohort_headline_age_later(inputs, messages) : m.cohort_headline_age(inputs, messages);
  return later ? m.cohort_headline_later(inputs, messages) : m.cohort_headline_next(inputs, messages);
}

function basisOf(row: HeatRow, { messages }: Telling): string {
  const cohorts = m.cohort_complete_cohorts(
    { n: row.cohorts ?? 0, shown: messages.integer(row.cohorts ?? 0) },
    messages,
  );
  const inputs = { n: messages.integer(row.n), cohorts };
  return row.low === null || row.high === null
    ? m.cohort_basis(inputs, messages)
    : m.cohort_basis_interval(
        { ...inputs, low: messages.percent(row.low, 1), high: messages.percent(row.high, 1) },
        messages,
      );
}

function withOutlier(
  main: string,
  basis: string,
  { line, row, pooled }: Outlier,
  params: CohortParams,
  telling: Telling,
): Headline {
  const { messages } = telling;
  const won = m.cohort_won({ period: params.period, name: line.name }, messages);
  const inputs = { main, won, x: ofBase(row, baseOf(pooled, params), telling) };
  return {
    sentence:
      row.customers / row.n < pooled.customers / pooled.n
        ? m.cohort_headline_outlier_only(inputs, messages)
        : m.cohort_headline_outlier(inputs, messages),
    basis: m.cohort_basis_outlier(
      {
        basis,
        name: line.name,
        n: messages.integer(row.n),
        low: messages.percent(row.low!, 1),
        high: messages.percent(row.high!, 1),
      },
      messages,
    ),
  };
}

/** The groups with the highest and the lowest figure, of those large enough. */
function ofGroups(
  lines: readonly Line[],
  k: number,
  params: CohortParams,
  telling: Telling,
): Headline | null {
  const { messages } = telling;
  const cells = lines.flatMap((line) =>
    line.cells.filter((row) => row.k === k && row.n > 0).map((row) => ({ line, row })),
  );
  const large = cells.filter(({ row }) => row.n >= enoughCustomers);
  const ranked = (large.length > 0 ? large : cells).toSorted(
    (a, b) => (b.row.value ?? 0) - (a.row.value ?? 0),
  );
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (!best || !worst) return null;
  const people = params.measure === "customers";
  const main = people
    ? sentenceOf(best.row, params, telling)
    : ofMeasure(best.row, params, telling).replace(/[.。]$/, "");
  const dimension = choiceLabel("split_by", params.split_by, messages);
  const inputs = { main, dimension, best: best.line.name };
  const y = people
    ? ofBase(worst.row, baseOf(best.row, params), telling)
    : worst.row.value === null
      ? m.chart_unknown({}, messages)
      : valueText(worst.row.value, params, telling);
  if (best === worst)
    return { sentence: m.cohort_headline_group(inputs, messages), basis: basisOf(best.row, telling) };
  return {
    sentence: m.cohort_headline_split({ ...inputs, worst: worst.line.name, y }, messages),
    basis: m.cohort_basis_groups(
      {
        best: best.line.name,
        worst: worst.line.name,
        first: basisOf(best.row, telling),
        second: basisOf(worst.row, telling),
      },
      messages,
    ),
  };
}

/** The sentence of orders and money: what a new customer brings in period k, or how that compares with period 0. */
function ofMeasure(row: HeatRow, params: CohortParams, telling: Telling): string {
  const { messages } = telling;
  const when = whenOrdered(row.k, params, messages);
  const value = row.value === null ? m.chart_unknown({}, messages) : valueText(row.value, params, telling);
  if (params.show === "rate") {
    const measure = measureName(params, messages);
    return m.cohort_headline_rate({ measure, when, value, zero: periodName(0, params, messages) }, messages);
  }
  switch (params.measure) {
    case "orders":
      return m.cohort_headline_orders({ when, value }, messages);
    case "cumulative_net_amount":
      return m.cohort_headline_cumulative_net_amount(
        { when: untilName(row.k, params, messages), value },
        messages,
      );
    case "average_order_value":
      return m.cohort_headline_average_order_value({ when, value }, messages);
    case "margin":
      return m.cohort_headline_margin({ when, value }, messages);
    case "cumulative_margin":
      return m.cohort_headline_cumulative_margin(
        { when: untilName(row.k, params, messages), value },
        messages,
      );
    default:
      return m.cohort_headline_net_amount({ when, value }, messages);
  }
}

function nothingYet(knownNew: number, { messages, facts, context }: Telling): Headline {
  const observed = context.observed_through < context.as_of ? context.observed_through : context.as_of;
  const basis =
    knownNew === 0 && facts.first_ordered_on !== null
      ? m.cohort_basis_none_truncated({ date: messages.date(facts.first_ordered_on) }, messages)
      : m.cohort_basis_none_open({ date: messages.date(observed) }, messages);
  return { sentence: m.cohort_headline_none({}, messages), basis };
}

/** The basis with what money rests on: orders of known cost, and refunds on their own day. */
function withMoney(
  told: Headline,
  totals: Totals | undefined,
  params: CohortParams,
  telling: Telling,
): Headline {
  const { messages, context } = telling;
  const { orders = null, costed_orders: costed = null } = totals ?? {};
  let { basis } = told;
  if (isMargin(params) && orders !== null && costed !== null && costed < orders)
    basis = m.cohort_basis_costs(
      { basis, x: messages.integer(costed), n: messages.integer(orders) },
      messages,
    );
  if (isMoney(params) && context.refund_policy === "at_refund_date")
    basis = m.cohort_basis_refunds({ basis }, messages);
  return { ...told, basis };
}

/** The headline of a result. It leaves out cohorts that may hold customers who are not new. */
export function headline(
  result: Result<typeof columns, typeof parts>,
  params: CohortParams,
  telling: Telling,
): Headline {
  const lines = toLines(result.parts.heat, params, telling);
  const totals = result.parts.totals[0];
  const none = nothingYet(totals?.known_new ?? 0, telling);
  const pooled = result.parts.heat.filter(({ cohort }) => cohort === null);
  const k = chooseK(pooled, params);
  if (params.split_by !== "none") {
    const told = ofGroups(lines, k, params, telling);
    return told ? withMoney(told, totals, params, telling) : none;
  }
  const row = pooled.find((candidate) => candidate.k === k);
  if (!row) return none;
  const basis = basisOf(row, telling);
  if (params.measure !== "customers")
    return withMoney({ sentence: ofMeasure(row, params, telling), basis }, totals, params, telling);
  const main = sentenceOf(row, params, telling);
  const outlier = maybeOutlier(lines, k);
  if (outlier) return withOutlier(main, basis, outlier, params, telling);
  return { sentence: m.cohort_headline_plain({ main }, telling.messages), basis };
}
