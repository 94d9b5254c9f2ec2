/** The charts of the weighted score: distribution, what parts the tiers, sensitivity, and the table of tiers. */
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { distributionFigure } from "./chart-distribution.ts";
import { profileFigure } from "./chart-profile.ts";
import { sensitivityFigure } from "./chart-sensitivity.ts";
import { customersOf, tierOf } from "./headline.ts";
import type { ScoreParams } from "./params.ts";
import type { ScoreResult } from "./result.ts";
import { customers, measureName, shownMoney, shownScore, tierName, tierToken } from "./words.ts";

/** Width from which two figures stand side by side. */
const besideFrom = 860;
const gap = 40;

/** The figures and the table, or nothing where nobody has ordered. */
export function chart(result: ScoreResult, params: ScoreParams, frame: ChartFrame): ChartView {
  if (customersOf(result) === 0) return { figures: [] };
  const wide = frame.width >= besideFrom;
  const beside = (share: number, draw: (frame: ChartFrame) => ChartFigure | null) => {
    if (!wide) return draw(frame);
    const figure = draw({ ...frame, width: Math.floor((frame.width - gap) * share) });
    return figure && { ...figure, share };
  };
  const figures = [
    beside(0.6, (own) => distributionFigure(result, own)),
    beside(0.4, (own) => profileFigure(result, params, own)),
    beside(0.5, (own) => sensitivityFigure(result, own)),
  ];
  return { figures: figures.filter((figure) => figure !== null), table: tierTable(result, frame) };
}

function tierTable(result: ScoreResult, frame: ChartFrame): SideTable {
  const { messages } = frame;
  const tiers = result.parts.tiers.filter(({ tier, customers: n }) => tier !== "none" || n > 0);
  const percent = (share: number | null) => (share === null ? "" : messages.percent(share, 1));
  const score = (value: number) => shownScore(value, messages);
  const money = tiers.reduce((sum, row) => sum + row.net_amount, 0);
  const isShared = tiers.every(({ share_of_net_amount }) => share_of_net_amount !== null);
  return {
    head: [
      m.score_head_tier({}, messages),
      m.score_head_customers({}, messages),
      m.score_head_scores({}, messages),
      m.score_head_money({}, messages),
      m.score_head_share({}, messages),
    ],
    rows: [
      ...tiers.map((row) => [
        tierName(row.tier, messages),
        messages.integer(row.customers),
        row.score_low === null || row.score_high === null
          ? ""
          : m.score_range({ from: score(row.score_low), to: score(row.score_high) }, messages),
        shownMoney(row.net_amount, frame),
        percent(row.share_of_net_amount),
      ]),
      [
        m.score_row_all({}, messages),
        messages.integer(customersOf(result)),
        "",
        shownMoney(money, frame),
        isShared ? percent(1) : "",
      ],
    ],
    numeric: [1, 2, 3, 4],
    swatches: tiers.map(({ tier }) => tierToken(tier)),
    totalled: true,
    who: tiers.map(({ tier, customers: n }) => (n > 0 ? { tier } : undefined)),
    notes: notes(result, frame),
  };
}

/** What is missing, what parts nobody, who would leave tier A, and who is left out. */
function notes(result: ScoreResult, { messages }: ChartFrame): readonly string[] {
  const { measures, sensitivity } = result.parts;
  const scored = customersOf(result) - tierOf(result, "none").customers;
  const missing = measures
    .filter((row) => row.missing > 0)
    .map((row) =>
      m.score_note_missing(
        { measure: measureName(row.measure, messages), customers: customers(row.missing, messages) },
        messages,
      ),
    );
  const constant = measures
    .filter((row) => row.customers > 1 && row.min === row.max && scored > 1)
    .map(({ measure }) => m.score_note_constant({ measure: measureName(measure, messages) }, messages));
  const any = sensitivity.find(({ move }) => move === "any")!;
  const leave =
    any.n > any.stays
      ? [m.score_note_any({ customers: customers(any.n - any.stays, messages) }, messages)]
      : [];
  return [...missing, ...constant, ...leave, m.score_note_guests({}, messages)];
}
