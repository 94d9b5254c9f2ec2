/** The charts of the membership tiers: the ladder, the moves between its tiers, and its table. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { ladderFigure } from "./chart-ladder.ts";
import { movesFigure } from "./chart-moves.ts";
import { customersOf } from "./headline.ts";
import type { TierParams } from "./params.ts";
import type { TierResult } from "./result.ts";
import { customers, missing, shownMoney, shownShare, threshold, tierName, tierToken } from "./words.ts";

/** Width from which the table stands beside the moves. */
const besideFrom = 860;
const [gap, main] = [40, 0.46];

/** The figures and the table, or nothing where nobody has ordered. */
export function chart(result: TierResult, params: TierParams, frame: ChartFrame): ChartView {
  if (customersOf(result) === 0) return { figures: [] };
  const wide = frame.width >= besideFrom;
  const width = wide ? Math.floor((frame.width - gap) * main) : frame.width;
  const moves = movesFigure(result, params, { ...frame, width });
  return {
    figures: [
      ladderFigure(result, params, frame),
      ...(moves ? [{ ...moves, ...(wide ? { share: main } : {}) }] : []),
    ],
    table: ladderTable(result, params, frame),
  };
}

function ladderTable(result: TierResult, params: TierParams, frame: ChartFrame): SideTable {
  const { messages } = frame;
  const { rows, parts } = result;
  const percent = (share: number | null) => (share === null ? "" : messages.percent(share, 1));
  const sum = (of: (row: TierResult["rows"][number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const near = parts.near.flatMap((row) => {
    const lack = missing(row, params, frame);
    if (row.customers === 0 || lack === "") return [];
    const words = {
      n: row.customers,
      customers: customers(row.customers, messages),
      tier: tierName(row.next_tier, messages),
      missing: lack,
    };
    return [m.membership_note_near(words, messages)];
  });
  return {
    head: [
      m.membership_head_tier({}, messages),
      m.membership_head_threshold({}, messages),
      m.membership_head_customers({}, messages),
      m.membership_head_share({}, messages),
      m.membership_head_money({}, messages),
      m.membership_head_rate({}, messages),
      m.membership_head_cost({}, messages),
    ],
    rows: [
      ...rows.map((row, index) => {
        const rung = params.ladder[index];
        return [
          tierName(row.tier, messages),
          rung ? threshold(rung, params, frame) : "",
          messages.integer(row.customers),
          percent(row.share),
          percent(row.share_of_net_amount),
          rung ? shownShare(row.discount_rate, messages) : "",
          rung ? shownMoney(row.benefit_cost, frame) : "",
        ];
      }),
      [
        m.membership_row_all({}, messages),
        "",
        messages.integer(customersOf(result)),
        percent(1),
        rows.every(({ share_of_net_amount }) => share_of_net_amount !== null) ? percent(1) : "",
        "",
        shownMoney(
          sum(({ benefit_cost }) => benefit_cost),
          frame,
        ),
      ],
    ],
    numeric: [2, 3, 4, 5, 6],
    swatches: rows.map(({ tier }, index) => tierToken(index, tier)),
    totalled: true,
    who: rows.map(({ tier, customers: n }) => (n > 0 ? { tier } : undefined)),
    notes: [...near, m.membership_note_cost({}, messages), m.membership_note_guests({}, messages)],
  };
}
