/** The segment map: area is customers, shade is net amount per customer. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { inPixels, nameStretch, quietText, strongText, token } from "../chart-theme.ts";
import type { RfmParams } from "./params.ts";
import type { PartRow, RfmResult } from "./result.ts";
import { segmentMap, type MapField, type MapGroup } from "./segment-map.ts";
import { shadesOf } from "./shades.ts";
import { customers, frequencyWords, noteFor, segmentName, shownMoney, shownShare } from "./words.ts";

const top = 24;
const mapHeight = 434;
/** Fields lower than this carry no text. */
const nameFrom = 16;
const moneyFrom = 58;

const each = (row: PartRow<"segments">) => row.net_amount / row.customers;

/** The segments that are too small to carry their name in a map of this width. */
export function smallSegments(
  result: RfmResult,
  params: RfmParams,
  width: number,
): readonly PartRow<"segments">[] {
  const { fields } = segmentMap(result.parts.segments, params, { width, height: mapHeight, top });
  return fields.filter(({ x1, x2, y1, y2 }) => y2 - y1 < 24 || x2 - x1 < 60).map(({ row }) => row);
}

function stopOf(
  { row, column, place, x1, x2, y1, y2 }: MapField,
  params: RfmParams,
  frame: ChartFrame,
): ChartStop {
  const { messages } = frame;
  const medians = {
    days: messages.number(row.median_recency_days ?? 0, 1),
    orders: frequencyWords(row.median_frequency ?? 0, params, messages),
    money: shownMoney(row.median_monetary ?? 0, frame),
  };
  const money = {
    share: shownShare(row.share_of_net_amount ?? 0, messages),
    each: shownMoney(each(row), frame),
  };
  const action = noteFor(row.segment, params, messages);
  const lines = [
    segmentName(row.segment, messages, params),
    customers(row.customers, messages),
    m.rfm_stop_share({ share: messages.percent(row.share ?? 0, 1) }, messages),
    m.rfm_stop_money(money, messages),
    m.rfm_stop_medians(medians, messages),
    ...(action === "" ? [] : [action]),
  ];
  return {
    row: place,
    column,
    x: x1,
    y: y1,
    width: x2 - x1,
    height: y2 - y1,
    lines,
    who: { segment: row.segment },
  };
}

/** A column's name and number; where they do not fit, the name alone, for a cut number would be another one. */
const groupHead = (name: string, count: string, width: number) =>
  labelWidth(`${name} ${count}`) <= width ? `${name} ${count}` : fitLabel(name, width);

/** The map, `width` pixels wide. */
export function mapFigure(
  result: RfmResult,
  params: RfmParams,
  frame: ChartFrame,
  width: number,
  share: number,
): ChartFigure {
  const { messages } = frame;
  const { fields, columns } = segmentMap(result.parts.segments, params, { width, height: mapHeight, top });
  const shades = shadesOf(fields.map(({ row }) => each(row)));
  const shade = ({ row }: MapField) => shades.classOf(each(row));
  const ink = { value: (field: MapField) => token(`seq-${shade(field)}-ink`), scale: null } as const;
  const pad = 8;
  const countText = ({ row }: MapField) =>
    m.rfm_map_count({ shown: messages.integer(row.customers) }, messages);
  const room = ({ x1, x2 }: MapField) => x2 - x1 - 2 * pad;
  const title = ({ row }: MapField) => segmentName(row.segment, messages, params);
  const beside = (field: MapField) => room(field) - labelWidth(countText(field)) - 8;
  // Where the name and the number do not fit one line, the number goes to the second.
  const stacked = (field: MapField) =>
    field.y2 - field.y1 >= moneyFrom && labelWidth(title(field), 13, nameStretch) > beside(field);
  const name = (field: MapField) =>
    fitLabel(title(field), stacked(field) ? room(field) : beside(field), 13, nameStretch);
  const named = fields.filter((field) => field.y2 - field.y1 >= nameFrom && name(field) !== "");
  const baseline = ({ y1, y2 }: MapField) => (y2 - y1 < 31 ? (y1 + y2) / 2 : y1 + 17);
  const groupWords: Readonly<Record<MapGroup, string>> = {
    recent: m.rfm_group_recent({}, messages),
    between: m.rfm_group_between({}, messages),
    quiet: m.rfm_group_quiet({}, messages),
    often: m.rfm_group_often({}, messages),
    seldom: m.rfm_group_seldom({}, messages),
    others: m.rfm_group_others({}, messages),
  };
  const second = (field: MapField) => {
    const count = stacked(field) ? [countText(field)] : [];
    const share = shownShare(field.row.share_of_net_amount ?? 0, messages);
    const short = m.rfm_field_money({ share }, messages);
    const long = m.rfm_stop_money({ share, each: shownMoney(each(field.row), frame) }, messages);
    const line = (texts: readonly string[]) => texts.join(m.rfm_list_join({}, messages));
    const candidates = [[...count, long], [...count, short], count].map(line);
    return candidates.find((text) => labelWidth(text) <= room(field)) ?? "";
  };
  const items = fields.map(({ row }) =>
    m.rfm_summary_item(
      {
        name: segmentName(row.segment, messages, params),
        n: customers(row.customers, messages),
        share: shownShare(row.share_of_net_amount ?? 0, messages),
      },
      messages,
    ),
  );
  const legend = Array.from({ length: shades.bounds.length + 1 }, (_, index) => ({
    token: `seq-${index + 1}`,
    label:
      index === 0
        ? m.rfm_legend_below(
            { high: frame.messages.money(shades.bounds[0] ?? 0, frame.facts.currency) },
            messages,
          )
        : m.rfm_legend_each(
            { low: frame.messages.money(shades.bounds[index - 1]!, frame.facts.currency) },
            messages,
          ),
  }));
  const box = { x1: "x1", x2: "x2", y1: "y1", y2: "y2" } as const;
  return {
    id: "map",
    title: m.rfm_figure_map({}, messages),
    subtitle: m.rfm_figure_map_subtitle({}, messages),
    summary: m.rfm_summary_map({ items: items.join(m.rfm_summary_join({}, messages)) }, messages),
    share,
    legend: shades.bounds.length === 0 ? [] : legend,
    options: {
      ...inPixels(width, top + mapHeight),
      marks: [
        Plot.text(columns, {
          x: "x1",
          y: 10,
          text: ({ group, customers: n, x1, x2 }: (typeof columns)[number]) =>
            groupHead(groupWords[group], messages.integer(n), x2 - x1),
          textAnchor: "start",
          ...quietText,
        }),
        Plot.rect(fields, {
          ...box,
          fill: { value: (field: MapField) => token(`seq-${shade(field)}`), scale: null },
        }),
        Plot.text(named, {
          x: (field: MapField) => field.x1 + pad,
          y: baseline,
          text: name,
          ariaLabel: () => "name",
          textAnchor: "start",
          ...strongText,
          fontSize: 13,
          fill: ink,
        }),
        Plot.text(
          named.filter((field) => !stacked(field)),
          {
            x: (field: MapField) => field.x2 - pad,
            y: baseline,
            text: countText,
            textAnchor: "end",
            ...strongText,
            fontWeight: 400,
            fill: ink,
          },
        ),
        Plot.text(
          named.filter(({ y1, y2 }) => y2 - y1 >= moneyFrom),
          {
            x: (field: MapField) => field.x1 + pad,
            y: (field: MapField) => field.y1 + 35,
            text: second,
            textAnchor: "start",
            fontSize: 12,
            fill: ink,
          },
        ),
      ],
    },
    stops: fields.map((field) => stopOf(field, params, frame)),
  };
}
