/** The ladder as a table-chart: customers, net amount, cost of the discount and who is near, side by side per tier. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { inPixels, narrowBelow, plainText, quietText, token } from "../chart-theme.ts";
import { customersOf } from "./headline.ts";
import type { TierParams } from "./params.ts";
import type { TierResult, TierRow } from "./result.ts";
import { customers, missing, shownMoney, shownShare, tierName, tierToken } from "./words.ts";

const [head, rowHeight, gap, bandGap] = [30, 30, 20, 26];

/** One column of bars. */
interface Panel {
  readonly title: string;
  readonly value: (row: TierRow) => number | null;
  readonly shown: (value: number) => string;
  readonly lines: (row: TierRow, index: number) => readonly string[];
  readonly near: boolean;
}

function panelsOf(result: TierResult, params: TierParams, frame: ChartFrame): readonly Panel[] {
  const { messages } = frame;
  const money = (value: number) => shownMoney(value, frame);
  const count = (row: TierRow) => customers(row.customers, messages);
  const rate = (row: TierRow) => shownShare(row.discount_rate, messages);
  const share = (row: TierRow) =>
    row.share_of_net_amount === null
      ? []
      : [m.membership_stop_money_share({ share: messages.percent(row.share_of_net_amount, 1) }, messages)];
  const nearLines = (row: TierRow, index: number) => {
    const gap = result.parts.near[index - 1]!;
    const near = {
      customers: customers(row.near_next ?? 0, messages),
      tier: tierName(gap.next_tier, messages),
    };
    const lack = missing(gap, params, frame);
    return [
      m.membership_stop_near(near, messages),
      ...(lack === "" ? [] : [m.membership_stop_missing({ missing: lack }, messages)]),
      m.membership_stop_further({ cost: money(gap.further_benefit_cost) }, messages),
    ];
  };
  return [
    {
      title: m.membership_panel_customers({}, messages),
      value: (row) => row.customers,
      shown: messages.integer,
      lines: (row) => [
        count(row),
        m.membership_stop_share({ share: messages.percent(row.share ?? 0, 1) }, messages),
      ],
      near: false,
    },
    {
      title: m.membership_panel_money({}, messages),
      value: (row) => row.net_amount,
      shown: money,
      lines: (row) => [
        m.membership_stop_money({ money: money(row.net_amount) }, messages),
        ...share(row),
        count(row),
      ],
      near: false,
    },
    {
      title: m.membership_panel_cost({}, messages),
      value: (row) => row.benefit_cost,
      shown: money,
      lines: (row) => [
        m.membership_stop_cost({ rate: rate(row), cost: money(row.benefit_cost) }, messages),
        count(row),
      ],
      near: false,
    },
    {
      title: m.membership_panel_near({}, messages),
      value: (row) => row.near_next,
      shown: messages.integer,
      lines: nearLines,
      near: true,
    },
  ];
}

/** The figure, `frame.width` pixels wide: four columns of bars, two by two where there is little room. */
export function ladderFigure(result: TierResult, params: TierParams, frame: ChartFrame): ChartFigure {
  const { messages, width } = frame;
  const { rows } = result;
  const panels = panelsOf(result, params, frame);
  const perBand = width < narrowBelow ? 2 : 4;
  const names = rows.map((row) => tierName(row.tier, messages));
  const longest = Math.max(...names.map((name) => labelWidth(name, 13))) + 14;
  const left = Math.min(longest, width * (perBand === 2 ? 0.24 : 0.2));
  const panelWidth = (width - left - gap * (perBand - 1)) / perBand;
  const bandHeight = head + rowHeight * rows.length;
  const height = (bandHeight + bandGap) * (panels.length / perBand) - bandGap + 4;
  const marks: Plot.Markish[] = [];
  const stops: ChartStop[] = [];
  const text = (label: string, x: number, y: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => x, y: () => y, textAnchor: "start", ...quietText, ...options });
  for (let band = 0; band < panels.length / perBand; band++) {
    const top = band * (bandHeight + bandGap);
    marks.push(
      Plot.ruleY([top + head - 6], { x1: 0, x2: width, stroke: token("chart-grid") }),
      ...names.map((name, index) =>
        text(fitLabel(name, left - 8, 13), 0, top + head + (index + 0.5) * rowHeight, {
          ...plainText,
          fontSize: 13,
        }),
      ),
    );
  }
  panels.forEach((panel, column) => {
    const x = left + (column % perBand) * (panelWidth + gap);
    const top = Math.floor(column / perBand) * (bandHeight + bandGap);
    const values = rows.map(panel.value);
    const shown = values.map((value) => (value === null ? "" : panel.shown(value)));
    const room = Math.max(...shown.map((label) => labelWidth(label, 12))) + 8;
    const low = Math.min(0, ...values.map((value) => value ?? 0));
    const span = Math.max(0, ...values.map((value) => value ?? 0)) - low || 1;
    const at = (value: number) => x + ((value - low) / span) * Math.max(panelWidth - room, 8);
    const y = (index: number) => top + head + index * rowHeight;
    marks.push(text(fitLabel(panel.title, panelWidth), x, top + 10));
    rows.forEach((row, index) => {
      const value = values[index];
      if (value === null || value === undefined) return;
      marks.push(
        Plot.rect([row], {
          x1: () => Math.min(at(0), at(value)),
          x2: () => Math.max(at(0), at(value)),
          y1: () => y(index) + 6,
          y2: () => y(index + 1) - 6,
          fill: token(tierToken(index, row.tier)),
        }),
        text(shown[index]!, Math.max(at(0), at(value)) + 5, y(index) + rowHeight / 2),
      );
      const counted = panel.near ? value : row.customers;
      const who = panel.near ? { tier: row.tier, near_next: true } : { tier: row.tier };
      stops.push({
        row: index,
        column,
        x,
        y: y(index),
        width: panelWidth,
        height: rowHeight,
        lines: [names[index]!, ...panel.lines(row, index)],
        ...(counted > 0 ? { who } : {}),
      });
    });
    marks.push(Plot.ruleX([at(0)], { y1: top + head, y2: top + bandHeight, stroke: token("chart-axis") }));
  });
  return {
    id: "ladder",
    title: m.membership_figure_ladder({}, messages),
    subtitle:
      params.window_days === null
        ? m.membership_figure_ladder_all({}, messages)
        : m.membership_figure_ladder_window({ days: messages.integer(params.window_days) }, messages),
    summary: summaryOf(result, names, frame),
    options: { ...inPixels(width, height), marks },
    stops: stops.toSorted((a, b) => a.row - b.row || a.column - b.column),
  };
}

/** Every tier with its customers and its share of the net amount. */
function summaryOf(result: TierResult, names: readonly string[], { messages }: ChartFrame): string {
  const tiers = result.rows.map((row, index) => {
    const words = { tier: names[index]!, count: messages.integer(row.customers) };
    return row.share_of_net_amount === null
      ? m.membership_summary_tier_plain(words, messages)
      : m.membership_summary_tier(
          { ...words, share: shownShare(row.share_of_net_amount, messages) },
          messages,
        );
  });
  return m.membership_summary_ladder(
    {
      customers: customers(customersOf(result), messages),
      tiers: tiers.join(m.membership_summary_join({}, messages)),
    },
    messages,
  );
}
