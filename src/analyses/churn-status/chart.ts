/** What the chart tab of churn-status shows: statuses over time, churn rate, moves, groups, and the statuses as a table. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { flowFigure } from "./chart-flow.ts";
import { groupsFigure } from "./chart-groups.ts";
import { ratesFigure } from "./chart-rates.ts";
import { seriesFigure } from "./chart-series.ts";
import type { ChurnParams } from "./params.ts";
import type { ChurnResult } from "./result.ts";
import { customersWords, daysWords, shareWords, statusName, statusToken } from "./words.ts";

/** Width from which figures stand side by side. */
const besideFrom = 860;
const [gap, main] = [40, 0.5];

/** The figures and the table; nothing where nobody has a status. */
export function chart(result: ChurnResult, params: ChurnParams, frame: ChartFrame): ChartView {
  const [first] = result.parts.statuses;
  if (!first || first.n === 0) return { figures: [] };
  const wide = frame.width >= besideFrom;
  const half = { ...frame, width: wide ? Math.floor((frame.width - gap) * main) : frame.width };
  const share = wide ? { share: main } : {};
  const groups = groupsFigure("orders", result, params, half);
  const split = groupsFigure("split", result, params, frame);
  const figures = [
    seriesFigure(result, frame),
    ratesFigure(result, frame),
    ...[flowFigure(result, half), groups].flatMap((figure) => (figure ? [{ ...figure, ...share }] : [])),
    split,
  ];
  return {
    figures: figures.filter((figure) => figure !== null),
    table: statusTable(result, params, frame),
  };
}

function statusTable({ parts }: ChurnResult, params: ChurnParams, { messages }: ChartFrame): SideTable {
  const { statuses } = parts;
  const [cycle] = parts.cycle;
  const unknown = m.churn_unknown({}, messages);
  const shown = (share: number | null) => (share === null ? unknown : shareWords(share, messages));
  const atRisk = statuses.reduce((sum, { at_risk }) => sum + at_risk, 0);
  return {
    head: [
      m.churn_head_status({}, messages),
      m.churn_head_customers({}, messages),
      m.churn_head_share({}, messages),
      m.churn_head_money({}, messages),
      m.churn_head_days({}, messages),
    ],
    rows: statuses.map((row) => [
      statusName(row.status, messages),
      messages.integer(row.customers),
      shown(row.share),
      shown(row.share_of_net_amount),
      row.median_days_since === null ? "" : messages.number(row.median_days_since, 0),
    ]),
    numeric: [1, 2, 3, 4],
    swatches: statuses.map(({ status }) => statusToken[status]),
    who: statuses.map(({ status, customers }) =>
      customers > 0 ? { dimension: "orders", status } : undefined,
    ),
    notes: [
      m.churn_note_limits(
        {
          short: daysWords(cycle?.short_days ?? 0, messages),
          long: daysWords(cycle?.long_days ?? 0, messages),
        },
        messages,
      ),
      m.churn_note_at_risk(
        {
          n: atRisk,
          customers: customersWords(atRisk, messages),
          share: messages.percent(params.at_risk_from, 0),
        },
        messages,
      ),
      m.churn_note_guests({}, messages),
    ],
  };
}
