/** The table of tiers beside the charts of ABC, and the notes under it: what to do, and what the figures leave out. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, SideTable } from "../analysis.ts";
import { isOfLines } from "./check.ts";
import type { AbcParams } from "./params.ts";
import type { AbcResult, PartRow } from "./result.ts";
import {
  count,
  counted,
  entityHead,
  fragileOf,
  measureName,
  nameOf,
  shownShare,
  shownValue,
  tierName,
  tierToken,
} from "./words.ts";

/** Every tier, and loss where there is one, with its number, value and share, and with `stability` its fragile ones. */
export function tierTable(result: AbcResult, params: AbcParams, frame: ChartFrame): SideTable {
  const { messages } = frame;
  const tiers = result.parts.tiers.filter(({ tier, entities }) => tier !== "loss" || entities > 0);
  const fragile = fragileOf(tiers);
  const share = (value: number | null) => (value === null ? "" : messages.percent(value, 1));
  const cells = (
    name: string,
    row: { entities: number; value: number; share_of_value: number | null; fragile: number | null },
  ) => [
    name,
    messages.integer(row.entities),
    shownValue(row.value, params, frame),
    share(row.share_of_value),
    ...(row.fragile === null ? [] : [messages.integer(row.fragile)]),
  ];
  const sum = (of: (row: PartRow<"tiers">) => number) => tiers.reduce((total, row) => total + of(row), 0);
  const whole = tiers.every(({ share_of_value }) => share_of_value !== null);
  return {
    head: [
      m.abc_head_tier({}, messages),
      entityHead(params, messages),
      measureName(params, messages),
      m.abc_head_share({}, messages),
      ...(fragile === null ? [] : [m.abc_head_fragile({}, messages)]),
    ],
    rows: [
      ...tiers.map((row) => cells(tierName(row.tier, messages), row)),
      cells(m.abc_row_all({}, messages), {
        entities: sum(({ entities }) => entities),
        value: sum(({ value }) => value),
        share_of_value: whole ? sum(({ share_of_value }) => share_of_value ?? 0) : null,
        fragile,
      }),
    ],
    numeric: fragile === null ? [1, 2, 3] : [1, 2, 3, 4],
    who: tiers.map(({ tier, entities }) => (entities > 0 ? { tier } : undefined)),
    swatches: tiers.map(({ tier }) => tierToken(tier, params)),
    totalled: true,
    notes: [...flagNotes(result, params, frame), ...limitNotes(result, params, frame)],
  };
}

/** Who is A1, who could rise, who loses. */
function flagNotes({ parts }: AbcResult, params: AbcParams, { messages }: ChartFrame): readonly string[] {
  const words = {
    a1: m.abc_note_a1,
    promote: m.abc_note_promote,
    prune: m.abc_note_prune,
  } as const;
  return (["a1", "promote", "prune"] as const).flatMap((flag) => {
    const rows = parts.flagged.filter((row) => row.flag === flag);
    const n = rows[0]?.entities ?? 0;
    if (n === 0)
      return flag === "prune" && params.by === "net_amount" ? [m.abc_note_none_prune({}, messages)] : [];
    const listed = messages.list(rows.map(({ name }) => nameOf(name, params, messages)));
    const names = n > rows.length ? m.abc_note_more({ names: listed }, messages) : listed;
    return [words[flag]({ n, count: count(n, params, messages), names }, messages)];
  });
}

/** What the figures are of, what they leave out, and how firm they are. */
function limitNotes(result: AbcResult, params: AbcParams, frame: ChartFrame): readonly string[] {
  const { messages } = frame;
  const { parts } = result;
  const { by, entity } = params;
  const losses = parts.tiers.some(({ tier, entities }) => tier === "loss" && entities > 0);
  const fragile = fragileOf(parts.tiers);
  const { n } = parts.concentration[0]!;
  const ofLines = isOfLines(params);
  const unread = entity === "product" && parts.xyz.every(({ mean }) => mean === null || mean === 0);
  return [
    ...(losses ? [m.abc_note_positive({}, messages)] : []),
    ...(by === "profit"
      ? [ofLines ? m.abc_note_profit_lines({}, messages) : m.abc_note_profit_orders({}, messages)]
      : []),
    ...costNotes(result, params, frame),
    ...(entity === "customer" ? [m.abc_note_guests({}, messages)] : []),
    ...(ofLines && (by === "net_amount" || by === "profit") ? [m.abc_note_lines({}, messages)] : []),
    ...(unread ? [m.abc_note_xyz_unread({}, messages)] : []),
    ...(fragile === null
      ? []
      : [
          m.stability_note_tier(
            {
              n: messages.integer(fragile),
              all: counted(n, params, messages),
              share: shownShare(fragile / n, messages),
            },
            messages,
          ),
        ]),
  ];
}

/** By profit: of how many orders or lines the cost of goods is known, where that is not all of them. */
function costNotes({ parts }: AbcResult, params: AbcParams, { messages }: ChartFrame): readonly string[] {
  const costs = parts.costs[0];
  if (!costs || costs.records === costs.records_with_cost) return [];
  if (costs.records_with_cost === 0) return [m.abc_note_costs_none({}, messages)];
  const records = isOfLines(params) ? m.abc_n_records_lines : m.abc_n_records_orders;
  const all = records({ n: costs.records, shown: messages.integer(costs.records) }, messages);
  return [m.abc_note_costs_part({ known: messages.integer(costs.records_with_cost), all }, messages)];
}
