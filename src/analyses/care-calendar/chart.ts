/** What the chart tab of care-calendar shows: the coming days, and each reason with whom it holds for. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { planFigure } from "./chart-plan.ts";
import type { CareParams } from "./params.ts";
import type { CareResult } from "./result.ts";
import { reasonWords } from "./words.ts";

function reasonTable({ parts }: CareResult, { messages }: ChartFrame): SideTable {
  return {
    head: [
      m.care_head_reason({}, messages),
      m.care_head_candidates({}, messages),
      m.care_head_customers({}, messages),
    ],
    rows: parts.reasons.map(({ reason, candidates, customers }) => [
      reasonWords(reason, messages),
      messages.integer(candidates),
      messages.integer(customers),
    ]),
    numeric: [1, 2],
    notes: [
      m.care_note_candidates({}, messages),
      ...(parts.reasons.some(({ reason, candidates }) => reason === "unpaid" && candidates > 0)
        ? [m.care_note_unpaid({}, messages)]
        : []),
    ],
    who: parts.reasons.map(({ reason, customers }) => (customers > 0 ? { reason } : undefined)),
  };
}

/** The grid of days and the reasons; nothing where nobody is to be written to. */
export function chart(result: CareResult, params: CareParams, frame: ChartFrame): ChartView {
  const figure = planFigure(result, params, frame);
  return figure ? { figures: [figure], table: reasonTable(result, frame) } : { figures: [] };
}
