/** The four fields of each two of R, F and M: how many customers, shaded by their share of the money. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop, Mark } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { inPixels, quietText, strongText, token } from "../chart-theme.ts";
import type { RfmParams } from "./params.ts";
import type { PartRow, RfmResult } from "./result.ts";
import { quadrantOf, type Pair } from "./segments.ts";
import { choiceLabel, customers, segmentName, shownShare } from "./words.ts";

type Field = PartRow<"fields">;

const pairs = ["recency_frequency", "recency_monetary", "frequency_monetary"] as const;
const head = 24;
const fieldHeight = 84;
const gap = 28;
const besideFrom = 640;

/** Classes of a share of the money: the quarter that a field has by chance is in the middle. */
const bounds = [0.05, 0.1, 0.25, 0.4, 0.6];
const classOf = ({ share_of_net_amount }: Field) =>
  1 + bounds.filter((bound) => (share_of_net_amount ?? 0) >= bound).length;

const markOf = ({ pair, first_high, second_high }: Field): Mark => {
  const [first, second] = {
    recency_frequency: ["recent", "often"],
    recency_monetary: ["recent", "much"],
    frequency_monetary: ["often", "much"],
  }[pair as Pair] as [string, string];
  return { [first]: first_high, [second]: second_high };
};

/** Three squares of four fields, side by side or, where it is narrow, one below the other. */
export function quadrantsFigure(
  result: RfmResult,
  _params: RfmParams,
  frame: ChartFrame,
  width: number,
  share: number,
): ChartFigure {
  const { messages } = frame;
  const isWide = width >= besideFrom;
  const panelWidth = isWide ? (width - 2 * gap) / 3 : width;
  const panelHeight = head + 2 * fieldHeight + 2;
  const fields = result.parts.fields.map((row) => {
    const panel = pairs.indexOf(row.pair as Pair);
    const x = (isWide ? panel * (panelWidth + gap) : 0) + (row.second_high ? panelWidth / 2 : 0);
    const y = (isWide ? 0 : panel * (panelHeight + gap)) + head + (row.first_high ? 0 : fieldHeight);
    const name = segmentName(quadrantOf(row.pair as Pair, row.first_high, row.second_high), messages);
    return { row, panel, x, y, name };
  });
  type Placed = (typeof fields)[number];
  const room = panelWidth / 2 - 17;
  const ink = { value: ({ row }: Placed) => token(`seq-${classOf(row)}-ink`), scale: null } as const;
  const line = (at: number, of: (field: Placed) => string, more: Plot.TextOptions = {}) =>
    Plot.text(fields, {
      x: ({ x }: Placed) => x + 9,
      y: ({ y }: Placed) => y + at,
      text: of,
      textAnchor: "start",
      fontSize: 12,
      fill: ink,
      ...more,
    });
  const money = ({ row }: Placed) => {
    const shares = { share: shownShare(row.share_of_net_amount ?? 0, messages) };
    const long = m.rfm_field_money(shares, messages);
    return labelWidth(long) <= room ? long : shares.share;
  };
  return {
    id: "quadrants",
    title: m.rfm_figure_quadrants({}, messages),
    subtitle: m.rfm_figure_quadrants_subtitle({}, messages),
    summary: summaryOf(fields, frame),
    share,
    legend: [1, ...bounds.map((_, index) => index + 2)].map((shade) => ({
      token: `seq-${shade}`,
      label:
        shade === 1
          ? m.rfm_legend_below({ high: messages.percent(bounds[0]!, 0) }, messages)
          : m.rfm_legend_each({ low: messages.percent(bounds[shade - 2]!, 0) }, messages),
    })),
    options: {
      ...inPixels(width, isWide ? panelHeight : 3 * panelHeight + 2 * gap),
      marks: [
        Plot.text(pairs, {
          x: (_, panel: number) => (isWide ? panel * (panelWidth + gap) : 0),
          y: (_, panel: number) => (isWide ? 0 : panel * (panelHeight + gap)) + 10,
          text: (pair: Pair) => choiceLabel(pair, messages),
          textAnchor: "start",
          ...quietText,
        }),
        Plot.rect(fields, {
          x1: "x",
          x2: ({ x }: Placed) => x + panelWidth / 2,
          y1: "y",
          y2: ({ y }: Placed) => y + fieldHeight,
          inset: 0.5,
          fill: { value: ({ row }: Placed) => token(`seq-${classOf(row)}`), scale: null },
        }),
        line(19, ({ name }) => fitLabel(name, room, 12), { ...strongText, fill: ink }),
        line(41, ({ row }) => fitLabel(customers(row.customers, messages), room)),
        line(60, money),
      ],
    },
    stops: fields.map((field) => stopOf(field, frame, panelWidth / 2, isWide)),
  };
}

function stopOf(
  { row, panel, x, y, name }: { row: Field; panel: number; x: number; y: number; name: string },
  { messages }: ChartFrame,
  width: number,
  isWide: boolean,
): ChartStop {
  return {
    row: (isWide ? 0 : 2 * panel) + (row.first_high ? 0 : 1),
    column: (isWide ? 2 * panel : 0) + (row.second_high ? 1 : 0),
    x,
    y,
    width,
    height: fieldHeight,
    lines: [
      name,
      customers(row.customers, messages),
      m.rfm_stop_share({ share: messages.percent(row.share ?? 0, 1) }, messages),
      m.rfm_field_money({ share: shownShare(row.share_of_net_amount ?? 0, messages) }, messages),
    ],
    ...(row.customers > 0 && { who: markOf(row) }),
  };
}

function summaryOf(
  fields: readonly { readonly row: Field; readonly panel: number; readonly name: string }[],
  { messages }: ChartFrame,
): string {
  const of = (pair: Pair, panel: number) => {
    const items = fields
      .filter((field) => field.panel === panel)
      .map(({ row, name }) =>
        m.rfm_summary_item(
          {
            name,
            n: customers(row.customers, messages),
            share: shownShare(row.share_of_net_amount ?? 0, messages),
          },
          messages,
        ),
      );
    return m.rfm_summary_pair(
      { pair: choiceLabel(pair, messages), fields: items.join(m.rfm_summary_join({}, messages)) },
      messages,
    );
  };
  return m.rfm_summary_quadrants(
    { pairs: pairs.map((pair, panel) => of(pair, panel)).join(m.rfm_pair_join({}, messages)) },
    messages,
  );
}
