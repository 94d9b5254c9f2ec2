/** False alarms by date and number of cycles, as a heat map. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { labelWidth } from "../chart-label.ts";
import { inPixels, plainText, token } from "../chart-theme.ts";
import { axisOf, side } from "./chart-axis.ts";
import type { BacktestParams } from "./params.ts";
import type { BacktestResult, Trial } from "./result.ts";
import { cyclesWords, daysWords, shareWords } from "./words.ts";

const rowHeight = 24;
const top = 4;
/** Lower bounds of the classes of share from the second on. */
const bounds = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7];

/** The class goes by the figure that is printed, whole percent. */
const classOf = (share: number) =>
  1 + bounds.filter((bound) => Math.round(share * 100) >= bound * 100).length;

/** The map, as wide as the frame, the latest date first. */
export function gridFigure({ rows }: BacktestResult, params: BacktestParams, frame: ChartFrame): ChartFigure {
  const { messages, width } = frame;
  const dates = [...new Set(rows.map(({ date }) => date))].reverse();
  const names = Math.max(...dates.map((date) => labelWidth(messages.date(date)) * 1.1)) + 10;
  const { all, ticks } = axisOf(rows, width, messages, names);
  const cell = (width - names) / all.length;
  const height = top + dates.length * rowHeight + side.bottom;
  const x = ({ m: cycles }: Trial) => names + all.indexOf(cycles) * cell;
  const y = ({ date }: Trial) => top + dates.indexOf(date) * rowHeight;
  const place = {
    x1: x,
    x2: (row: Trial) => x(row) + cell,
    y1: y,
    y2: (row: Trial) => y(row) + rowHeight,
  };
  const tone = ({ share }: Trial, ink: "" | "-ink") =>
    share === null ? token(ink ? "ink-3" : "paper-2") : token(`seq-${classOf(share)}${ink}`);
  const lines = (row: Trial): readonly string[] => [
    m.backtest_stop_at({ cycles: cyclesWords(row.m, messages), date: messages.date(row.date) }, messages),
    ...(row.complete
      ? row.share === null
        ? [m.backtest_stop_nobody({}, messages)]
        : [
            m.backtest_stop_share({ share: messages.percent(row.share, 1) }, messages),
            m.backtest_stop_of(
              { shown: messages.integer(row.returned), all: messages.integer(row.flagged) },
              messages,
            ),
            m.backtest_stop_interval(
              { low: messages.percent(row.low ?? 0, 1), high: messages.percent(row.high ?? 1, 1) },
              messages,
            ),
            ...(row.p_alive === null || row.chance === null
              ? []
              : [
                  m.backtest_stop_chance({ share: messages.percent(row.chance, 1) }, messages),
                  m.backtest_stop_p_alive({ share: messages.percent(row.p_alive, 1) }, messages),
                ]),
          ]
      : [m.backtest_stop_no_cycle({}, messages)]),
  ];
  const latest = rows.filter(({ date, share }) => date === dates[0] && share !== null);
  const items = latest.map((row) =>
    m.backtest_summary_item(
      { cycles: cyclesWords(row.m, messages), value: shareWords(row.share!, messages) },
      messages,
    ),
  );
  return {
    id: "grid",
    title: m.backtest_figure_grid({}, messages),
    subtitle: m.backtest_figure_grid_subtitle({ days: daysWords(params.horizon_days, messages) }, messages),
    summary: m.backtest_summary_grid(
      { date: messages.date(dates[0]!), items: items.join(m.backtest_summary_join({}, messages)) },
      messages,
    ),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.text(dates, {
          x: () => 0,
          y: (date: string) => top + (dates.indexOf(date) + 0.5) * rowHeight,
          text: (date: string) => messages.date(date),
          textAnchor: "start",
          ...plainText,
        }),
        Plot.rect(rows, {
          ...place,
          inset: 0.5,
          fill: { value: (row: Trial) => tone(row, ""), scale: null },
        }),
        Plot.text(rows, {
          x: (row: Trial) => x(row) + cell / 2,
          y: (row: Trial) => y(row) + rowHeight / 2,
          text: ({ share }: Trial) => (share === null ? "" : messages.integer(Math.round(share * 100))),
          fontSize: 12,
          fill: { value: (row: Trial) => tone(row, "-ink"), scale: null },
        }),
        ...ticks(height),
      ],
    },
    stops: rows.map((row) => ({
      row: dates.indexOf(row.date),
      column: all.indexOf(row.m),
      x: x(row),
      y: y(row),
      width: cell,
      height: rowHeight,
      lines: lines(row),
      ...(row.flagged > 0 && { who: { date: row.date, m: row.m } }),
    })),
  };
}
