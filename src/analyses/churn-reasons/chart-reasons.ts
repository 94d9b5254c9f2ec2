/** The figure of the reasons: the share of each among those who gave one, with its interval and, if asked, an article's claim. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth, shareTicks } from "../chart-label.ts";
import { gridTicks, inPixels, nameStretch, plainText, quietText, tickText, token } from "../chart-theme.ts";
import { markOf } from "./members.ts";
import type { ReasonsParams } from "./params.ts";
import type { ReasonRow } from "./result.ts";
import { customers, reasonName, shownShare } from "./words.ts";

const head = 18;
const rowHeight = 26;
const barHeight = 12;

interface Drawn {
  readonly row: ReasonRow;
  readonly name: string;
  readonly y: number;
}

function stopOf({ row, name, y }: Drawn, place: number, article: boolean, frame: ChartFrame): ChartStop {
  const { messages, width } = frame;
  const who = markOf(row);
  return {
    row: place,
    column: 0,
    x: 0,
    y: y - rowHeight / 2,
    width,
    height: rowHeight,
    lines: [
      name,
      shownShare(row.share!, messages),
      m.churn_reasons_stop_share(
        { part: messages.integer(row.customers), n: customers(row.n, messages) },
        messages,
      ),
      m.churn_reasons_stop_interval(
        { low: messages.percent(row.low!, 1), high: messages.percent(row.high!, 1) },
        messages,
      ),
      ...(article && row.article_share !== null
        ? [m.churn_reasons_stop_article({ share: messages.percent(row.article_share) }, messages)]
        : []),
    ],
    ...(who && { who }),
  };
}

/** The reasons of all churned customers who gave one; `rows` are those of `all` but for `any`, at least one. */
export function reasonsFigure(
  rows: readonly ReasonRow[],
  { show_article }: ReasonsParams,
  frame: ChartFrame,
): ChartFigure {
  const { messages, width } = frame;
  const drawn = rows.map((row, index): Drawn => ({
    row,
    name: reasonName(row, messages),
    y: head + (index + 0.5) * rowHeight,
  }));
  const claimed = show_article ? drawn.filter(({ row }) => row.article_share !== null) : [];
  const longest = Math.max(...drawn.map(({ name }) => labelWidth(name, 12, nameStretch))) + 12;
  const left = Math.min(longest, Math.max(96, width * 0.4));
  const right = width - 48;
  const most = Math.max(
    0.01,
    ...drawn.map(({ row }) => row.high!),
    ...claimed.map(({ row }) => row.article_share!),
  );
  const x = (share: number) => left + (share / most) * (right - left);
  const height = head + rowHeight * drawn.length + 4;
  const ticks = [0, ...gridTicks(most, 4)];
  const [first] = drawn;
  return {
    id: "reasons",
    title: m.churn_reasons_figure_reasons({}, messages),
    subtitle: m.churn_reasons_figure_reasons_subtitle({ n: customers(first!.row.n, messages) }, messages),
    summary: m.churn_reasons_figure_reasons_summary(
      {
        n: drawn.length,
        shown: messages.integer(drawn.length),
        reason: first!.name,
        share: shownShare(first!.row.share!, messages),
      },
      messages,
    ),
    legend: [
      { label: m.churn_reasons_legend_share({}, messages), token: "seq-3" },
      ...(claimed.length > 0
        ? [{ label: m.churn_reasons_legend_article({}, messages), token: "cat-2" }]
        : []),
    ],
    stops: drawn.map((each, place) => stopOf(each, place, show_article, frame)),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleX(ticks, { x, y1: head - 3, y2: height, stroke: token("chart-grid") }),
        Plot.text(ticks, {
          x,
          y: 7,
          text: shareTicks(ticks, messages),
          ...tickText,
        }),
        Plot.rect(drawn, {
          x1: x(0),
          x2: ({ row }: Drawn) => x(row.share!),
          y1: ({ y }: Drawn) => y - barHeight / 2,
          y2: ({ y }: Drawn) => y + barHeight / 2,
          fill: token("seq-3"),
        }),
        Plot.ruleY(drawn, {
          x1: ({ row }: Drawn) => x(row.low!),
          x2: ({ row }: Drawn) => x(row.high!),
          y: "y",
          stroke: token("ink"),
          strokeWidth: 1,
        }),
        Plot.ruleX(claimed, {
          x: ({ row }: Drawn) => x(row.article_share!),
          y1: ({ y }: Drawn) => y - rowHeight / 2 + 3,
          y2: ({ y }: Drawn) => y + rowHeight / 2 - 3,
          stroke: token("cat-2"),
          strokeWidth: 2.5,
        }),
        Plot.text(drawn, {
          x: 0,
          y: "y",
          text: ({ name }: Drawn) => fitLabel(name, left - 8, 12, nameStretch),
          textAnchor: "start",
          ariaLabel: () => "name",
          ...plainText,
        }),
        Plot.text(drawn, {
          x: width,
          y: "y",
          text: ({ row }: Drawn) => shownShare(row.share!, messages),
          textAnchor: "end",
          ...quietText,
        }),
      ],
    },
  };
}
