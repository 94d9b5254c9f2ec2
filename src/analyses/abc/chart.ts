/** The charts of ABC: Pareto, Lorenz curve, and the table of tiers with what to do. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { curveFigure } from "./chart-curve.ts";
import { lorenzFigure } from "./chart-lorenz.ts";
import { paretoFigure } from "./chart-pareto.ts";
import type { AbcParams } from "./params.ts";
import type { AbcResult, PartRow } from "./result.ts";
import { count, measureName, shownValue, tierName, tierToken } from "./words.ts";

/** Entities up to which each has its own row. */
const paretoLimit = 40;
/** Width from which the table of tiers, and the Lorenz curve under it, stand beside the Pareto. */
const besideFrom = 860;
const [gap, main, aside] = [40, 0.66, 0.34];

/** The figures and the table, or nothing where there is no entity. */
export function chart(result: AbcResult, params: AbcParams, frame: ChartFrame): ChartView {
  const { n } = result.parts.concentration[0]!;
  if (n === 0) return { figures: [] };
  const wide = frame.width >= besideFrom;
  const widthOf = (share: number) => (wide ? Math.floor((frame.width - gap) * share) : frame.width);
  const draw = n <= paretoLimit && result.rows.length === n ? paretoFigure : curveFigure;
  const pareto = {
    ...draw(result, params, { ...frame, width: widthOf(main) }, wide),
    ...(wide ? { share: main } : {}),
  };
  const lorenz = lorenzFigure(result, params, frame, widthOf(aside));
  const table = tierTable(result, params, frame);
  return { figures: lorenz ? [pareto, { ...lorenz, aside: wide }] : [pareto], table };
}

function tierTable(result: AbcResult, params: AbcParams, frame: ChartFrame): SideTable {
  const { messages } = frame;
  const tiers = result.parts.tiers.filter(({ tier, entities }) => tier !== "loss" || entities > 0);
  const share = (value: number | null) => (value === null ? "" : messages.percent(value, 1));
  const cells = (name: string, entities: number, value: number, ratio: number | null) => [
    name,
    messages.integer(entities),
    shownValue(value, params, frame),
    share(ratio),
  ];
  const sum = (of: (row: PartRow<"tiers">) => number) => tiers.reduce((total, row) => total + of(row), 0);
  const whole = tiers.every(({ share_of_value }) => share_of_value !== null);
  return {
    head: [
      m.abc_head_tier({}, messages),
      params.entity === "product" ? m.abc_head_product({}, messages) : m.abc_head_customer({}, messages),
      measureName(params, messages),
      m.abc_head_share({}, messages),
    ],
    rows: [
      ...tiers.map((row) => cells(tierName(row.tier, messages), row.entities, row.value, row.share_of_value)),
      cells(
        m.abc_row_all({}, messages),
        sum(({ entities }) => entities),
        sum(({ value }) => value),
        whole ? sum(({ share_of_value }) => share_of_value ?? 0) : null,
      ),
    ],
    numeric: [1, 2, 3],
    who: tiers.map(({ tier, entities }) => (entities > 0 ? { tier } : undefined)),
    swatches: tiers.map(({ tier }) => tierToken(tier)),
    totalled: true,
    notes: notes(result, params, frame),
  };
}

/** Who is A1, who could rise, who loses; then what the figures leave out. */
function notes({ parts }: AbcResult, params: AbcParams, { messages }: ChartFrame): readonly string[] {
  const words = {
    a1: m.abc_note_a1,
    promote: m.abc_note_promote,
    prune: m.abc_note_prune,
  } as const;
  const flagged = (["a1", "promote", "prune"] as const).flatMap((flag) => {
    const rows = parts.flagged.filter((row) => row.flag === flag);
    const n = rows[0]?.entities ?? 0;
    if (n === 0) return flag === "prune" ? [m.abc_note_none_prune({}, messages)] : [];
    const listed = messages.list(rows.map(({ name }) => name));
    const names = n > rows.length ? m.abc_note_more({ names: listed }, messages) : listed;
    return [words[flag]({ n, count: count(n, params, messages), names }, messages)];
  });
  const lines = params.entity === "product" && params.by === "net_amount";
  const losses = parts.tiers.some(({ tier, entities }) => tier === "loss" && entities > 0);
  return [
    ...flagged,
    ...(losses ? [m.abc_note_positive({}, messages)] : []),
    ...(params.entity === "customer" ? [m.abc_note_guests({}, messages)] : []),
    ...(lines ? [m.abc_note_lines({}, messages)] : []),
  ];
}
