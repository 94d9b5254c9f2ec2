/** The ladder as a table-chart: a rung for each step, its share with the interval, the days to it, and who stopped. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { fitLabel } from "../chart-label.ts";
import {
  gridTicks,
  hatchFill,
  inPixels,
  plainText,
  quietText,
  strongText,
  tickText,
  token,
} from "../chart-theme.ts";
import { foot, head, layout, stopsOf } from "./layout.ts";
import { matureDays, type LadderParams } from "./params.ts";
import type { Rung } from "./result.ts";
import { daysText, shownDays, shownShare, stepName } from "./words.ts";

function summaryOf(rungs: readonly Rung[], { messages }: ChartFrame): string {
  const points = rungs.flatMap((rung) =>
    rung.rate === null
      ? []
      : [
          m.ladder_summary_point(
            { step: stepName(rung, messages), share: shownShare(rung.rate, messages) },
            messages,
          ),
        ],
  );
  return points.length === 0
    ? m.ladder_summary_none({}, messages)
    : m.ladder_summary({ points: messages.list(points) }, messages);
}

/** The ladder of all customers. */
export function ladderFigure(rungs: readonly Rung[], params: LadderParams, frame: ChartFrame): ChartFigure {
  const { messages, width } = frame;
  const at = layout(rungs, frame);
  const middle = (index: number) => at.top(index) + (at.narrow ? 15 : at.rowHeight / 2);
  const y = (_: Rung, index: number) => middle(index);
  const half = at.narrow ? 8 : 9;
  const all = rungs.map((rung, index) => ({ ...rung, index }));
  const told = all.filter(({ rate }) => rate !== null);
  const open = all.filter(({ rate }) => rate === null);
  const timed = at.narrow ? [] : told.filter(({ median_days }) => median_days !== null);
  type Placed = (typeof all)[number];
  const shareTicks = gridTicks(at.ceiling, 4);
  const dayTicks = at.narrow ? [] : gridTicks(at.longest, 3);
  const bottom = at.height - foot;
  const right = { textAnchor: "end", fontVariant: "tabular-nums" } as const;
  const title = (label: string, x: number, anchor: "start" | "end", room: number) =>
    Plot.text([fitLabel(label, room)], {
      x: () => x,
      y: () => 10,
      text: (text: string) => text,
      textAnchor: anchor,
      ...quietText,
    });
  const tick = (text: string, x: number, anchor: "start" | "middle") =>
    Plot.text([text], {
      x: () => x,
      y: () => 30,
      text: (label: string) => label,
      textAnchor: anchor,
      ...tickText,
      fontSize: 11,
    });
  const notes = [
    m.ladder_subtitle({}, messages),
    ...(matureDays(params) > 0
      ? [m.ladder_subtitle_mature({ days: messages.integer(matureDays(params)) }, messages)]
      : []),
  ];
  return {
    id: "ladder",
    title: m.ladder_figure({}, messages),
    subtitle: notes.join(messages.locale === "en" ? " " : ""),
    summary: summaryOf(rungs, frame),
    ...(open.length > 0
      ? { legend: [{ label: m.ladder_legend_young({}, messages), token: "hatch", hatched: true }] }
      : {}),
    options: {
      ...inPixels(width, at.height),
      marks: [
        title(m.ladder_head_step({}, messages), 0, "start", at.left),
        title(m.ladder_head_share({}, messages), at.left, "start", at.barRight - at.left),
        ...(at.narrow
          ? []
          : [title(m.ladder_head_days({}, messages), at.daysLeft, "start", at.barsEnd - at.daysLeft)]),
        title(m.ladder_head_n({}, messages), at.nRight, "end", at.countWidth),
        ...(at.narrow
          ? []
          : [title(m.ladder_head_stopped({}, messages), at.stoppedRight, "end", at.countWidth)]),
        Plot.ruleX([...shareTicks.map(at.share), ...dayTicks.map(at.days)], {
          y1: head - 4,
          y2: bottom,
          stroke: token("chart-grid"),
        }),
        Plot.ruleX([at.left, ...(at.narrow ? [] : [at.daysLeft])], {
          y1: head - 4,
          y2: bottom,
          stroke: token("chart-axis"),
        }),
        ...shareTicks.map((value) =>
          tick(
            value === shareTicks.at(-1) ? messages.percent(value) : messages.number(value * 100),
            at.share(value),
            "middle",
          ),
        ),
        ...dayTicks.map((value) => tick(messages.number(value), at.days(value), "middle")),
        Plot.text(all, {
          x: 0,
          y,
          text: (rung: Placed) => stepName(rung, messages),
          textAnchor: "start",
          ...plainText,
          fontSize: 13,
        }),
        Plot.rect(told, {
          x1: () => at.left,
          x2: (rung: Placed) => at.share(rung.rate!),
          y1: (rung: Placed) => middle(rung.index) - half,
          y2: (rung: Placed) => middle(rung.index) + half,
          fill: token("accent-mark"),
        }),
        Plot.rect(open, {
          x1: () => at.left,
          x2: () => at.barRight,
          y1: (rung: Placed) => middle(rung.index) - half,
          y2: (rung: Placed) => middle(rung.index) + half,
          fill: hatchFill,
        }),
        Plot.ruleY(told, {
          x1: (rung: Placed) => at.share(rung.low!),
          x2: (rung: Placed) => at.share(rung.high!),
          y: (rung: Placed) => middle(rung.index),
          stroke: token("ink"),
          strokeWidth: 1.5,
        }),
        Plot.text(told, {
          x: (rung: Placed) => at.share(rung.high!) + 7,
          y: (rung: Placed) => middle(rung.index),
          text: (rung: Placed) => shownShare(rung.rate!, messages),
          textAnchor: "start",
          ...strongText,
          stroke: token("paper"),
          strokeWidth: 4,
        }),
        Plot.ruleY(timed, {
          x1: (rung: Placed) => at.days(rung.p25_days!),
          x2: (rung: Placed) => at.days(rung.p75_days!),
          y: (rung: Placed) => middle(rung.index),
          stroke: token("mark-muted"),
          strokeWidth: 7,
        }),
        Plot.dot(timed, {
          x: (rung: Placed) => at.days(rung.median_days!),
          y: (rung: Placed) => middle(rung.index),
          r: 4.5,
          fill: token("accent-mark"),
          stroke: token("paper"),
          strokeWidth: 1.5,
        }),
        Plot.text(timed, {
          x: (rung: Placed) => at.days(rung.p75_days!) + 8,
          y: (rung: Placed) => middle(rung.index),
          text: (rung: Placed) => shownDays(rung.median_days!, messages),
          textAnchor: "start",
          ...plainText,
          stroke: token("paper"),
          strokeWidth: 4,
        }),
        Plot.text(at.narrow ? told : [], {
          x: () => at.left,
          y: (rung: Placed) => middle(rung.index) + 20,
          text: (rung: Placed) => fitLabel(daysText(rung, messages), width - at.left, 11),
          textAnchor: "start",
          ...quietText,
          fontSize: 11,
        }),
        Plot.text(all, {
          x: () => at.nRight,
          y: (rung: Placed) => middle(rung.index),
          text: (rung: Placed) => messages.integer(rung.n),
          ...plainText,
          ...right,
        }),
        Plot.text(at.narrow ? [] : told, {
          x: () => at.stoppedRight,
          y: (rung: Placed) => middle(rung.index),
          text: (rung: Placed) => messages.integer(rung.n - rung.customers),
          ...quietText,
          ...right,
        }),
      ],
    },
    stops: stopsOf(rungs, params, frame, at),
  };
}
