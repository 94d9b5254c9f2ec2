/** The small table of what a plan rests on: the list, who of it can be reached, who orders anyway, an order and its margin. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, Mark, SideTable } from "../analysis.ts";
import { addressMark, listMark, windowMark } from "./members.ts";
import type { PlanParams } from "./params.ts";
import type { PlanResult, Totals } from "./result.ts";
import { orderMoney, shownShare } from "./words.ts";

interface Line {
  readonly label: string;
  readonly value: string;
  readonly who?: Mark | undefined;
}

function notesOf(totals: Totals, { messages }: ChartFrame): readonly string[] {
  return [
    m.plan_note_costs({}, messages),
    ...(totals.base_rate === null
      ? [
          m.plan_note_no_base(
            { from: messages.date(totals.base_from), to: messages.date(totals.base_to) },
            messages,
          ),
        ]
      : totals.ordered === 0
        ? [m.plan_note_nobody({}, messages)]
        : []),
    ...(totals.margin === null
      ? [m.plan_note_margin({}, messages)]
      : totals.margin_measured
        ? [m.plan_note_margin_measured({}, messages)]
        : []),
  ];
}

/** The table beside the channels. */
export function basisTable(result: PlanResult, params: PlanParams, frame: ChartFrame): SideTable {
  const { messages } = frame;
  const totals = result.parts.totals[0]!;
  const unknown = m.plan_unknown({}, messages);
  const share = (value: number | null) => (value === null ? unknown : shownShare(value, messages));
  const money = (value: number | null) => (value === null ? unknown : orderMoney(value, frame));
  const reached = (behind: "email" | "phone", label: string): readonly Line[] => {
    const n = behind === "email" ? totals.by_email : totals.by_phone;
    return n === null ? [] : [{ label, value: messages.integer(n), who: addressMark(behind, n) }];
  };
  const lines: readonly Line[] = [
    {
      label: m.plan_table_customers({}, messages),
      value: messages.integer(totals.customers),
      who: totals.customers > 0 ? listMark : undefined,
    },
    ...reached("email", m.plan_table_email({}, messages)),
    ...reached("phone", m.plan_table_phone({}, messages)),
    {
      label: m.plan_table_base({}, messages),
      value: share(totals.base_rate),
      who: windowMark({ k: params.windows_back, ordered: totals.ordered }),
    },
    { label: m.plan_table_order({}, messages), value: money(totals.average_order_value) },
    { label: m.plan_table_margin({}, messages), value: share(totals.margin) },
    { label: m.plan_table_incentive({}, messages), value: money(params.incentive) },
    { label: m.plan_table_control({}, messages), value: share(params.control_share) },
  ];
  return {
    head: [m.plan_table_head({}, messages), m.plan_table_value({}, messages)],
    rows: lines.map(({ label, value }) => [label, value]),
    numeric: [1],
    notes: notesOf(totals, frame),
    who: lines.map(({ who }) => who),
  };
}
