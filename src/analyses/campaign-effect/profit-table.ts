/** What the campaign cost and brought, and what has to be known to believe it. */
import { m, type Messages } from "../../messages/messages.ts";
import type { ChartFrame, SideTable } from "../analysis.ts";
import type { EffectParams } from "./params.ts";
import type { EffectResult } from "./result.ts";
import { shownP, signedMoney } from "./words.ts";

type Counted = (inputs: { n: number; shown: string }, messages: Messages) => string;

function notesOf(result: EffectResult, params: EffectParams, frame: ChartFrame): readonly string[] {
  const { messages } = frame;
  const groups = result.parts.groups[0]!;
  const profit = result.parts.profit[0]!;
  const counted = (n: number, text: Counted) =>
    n > 0 ? [text({ n, shown: messages.integer(n) }, messages)] : [];
  const { ratio_p, control_share } = groups;
  const ratio =
    ratio_p === null || control_share === null || params.control_share === null
      ? []
      : ratio_p < 0.001
        ? [m.effect_note_ratio_off({ p: shownP(ratio_p, messages) }, messages)]
        : [
            m.effect_note_ratio(
              {
                share: messages.percent(control_share, 1),
                meant: messages.percent(params.control_share, 1),
                p: shownP(ratio_p, messages),
              },
              messages,
            ),
          ];
  return [
    ...(groups.matched && groups.treated_assigned > 0 ? [m.effect_note_matched({}, messages)] : []),
    ...ratio,
    ...(profit.contact_cost === null && groups.treated_n > 0 ? [m.effect_note_cost({}, messages)] : []),
    ...(profit.margin === null
      ? [m.effect_note_margin({}, messages)]
      : profit.margin_measured
        ? [m.effect_note_margin_measured({}, messages)]
        : []),
    ...counted(groups.treated_open, m.effect_note_open),
    ...counted(groups.too_early, m.effect_note_too_early),
    ...counted(groups.unmatched, m.effect_note_unmatched),
    ...counted(groups.crossed, m.effect_note_crossed),
    ...counted(groups.unknown, m.effect_note_unknown),
  ];
}

/** Cost, margin and profit with their intervals. */
export function profitTable(result: EffectResult, params: EffectParams, frame: ChartFrame): SideTable {
  const { messages, facts } = frame;
  const profit = result.parts.profit[0]!;
  const { matched } = result.parts.groups[0]!;
  const unknown = m.effect_profit_unknown({}, messages);
  const money = (value: number | null) =>
    value === null ? unknown : messages.money(value, facts.currency, { cents: true });
  const signedOr = (value: number | null) => (value === null ? unknown : signedMoney(value, frame));
  const range = (low: number | null, high: number | null) =>
    low === null || high === null
      ? ""
      : m.effect_range({ low: signedMoney(low, frame), high: signedMoney(high, frame) }, messages);
  return {
    head: [
      m.effect_profit_head({}, messages),
      m.effect_profit_value({}, messages),
      m.effect_profit_interval({}, messages),
    ],
    rows: [
      [m.effect_profit_contacts({}, messages), messages.integer(profit.contacts), ""],
      [
        matched ? m.effect_profit_net_amount_matched({}, messages) : m.effect_profit_net_amount({}, messages),
        signedOr(profit.net_amount),
        range(profit.net_amount_low, profit.net_amount_high),
      ],
      [
        m.effect_profit_margin({}, messages),
        profit.margin === null ? unknown : messages.percent(profit.margin, 1),
        "",
      ],
      [m.effect_profit_contact_cost({}, messages), money(profit.contact_cost), ""],
      [m.effect_profit_incentive_cost({}, messages), money(profit.incentive_cost), ""],
      [
        m.effect_profit_profit({}, messages),
        signedOr(profit.profit),
        range(profit.profit_low, profit.profit_high),
      ],
    ],
    numeric: [1, 2],
    notes: notesOf(result, params, frame),
  };
}
