/** The last complete pair of dates as a matrix: of each status then, the share in each status now. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { fitLabel } from "../chart-label.ts";
import { inPixels, nameStretch, plainText, quietText, token } from "../chart-theme.ts";
import { noOrder, statuses, type ChurnResult, type PartRow } from "./result.ts";
import { shareWords, statusName } from "./words.ts";

const rowHeight = 34;
const top = 92;
/** Room for the last head, which leans to the right. */
const lean = 76;
/** Lower bounds of the classes of share from the second on. */
const bounds = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7];

type Flow = PartRow<"flows">;

const shareOf = ({ customers, n }: Flow) => customers / n;

/** The class goes by the figure that is printed, whole percent. */
const classOf = (flow: Flow) =>
  1 + bounds.filter((bound) => Math.round(shareOf(flow) * 100) >= bound * 100).length;

/** The matrix, as wide as the frame; null where no two dates are complete. */
export function flowFigure({ parts }: ChurnResult, frame: ChartFrame): ChartFigure | null {
  const { messages, width } = frame;
  const last = parts.flows.findLast(({ complete }) => complete);
  if (!last) return null;
  const flows = parts.flows.filter(({ date_to }) => date_to === last.date_to);
  const from = [noOrder, ...statuses].filter((status) =>
    flows.some(({ from_status }) => from_status === status),
  );
  const to = statuses.filter((status) => flows.some(({ to_status }) => to_status === status));
  const left = Math.min(150, width * 0.34);
  const cell = (width - left - lean) / to.length;
  const x = (status: string) => left + to.findIndex((each) => each === status) * cell;
  const y = (status: string) => top + from.indexOf(status) * rowHeight;
  const grid = from.flatMap((row) => to.map((column) => ({ row, column })));
  const place = {
    x1: ({ to_status }: Flow) => x(to_status),
    x2: ({ to_status }: Flow) => x(to_status) + cell,
    y1: ({ from_status }: Flow) => y(from_status),
    y2: ({ from_status }: Flow) => y(from_status) + rowHeight,
  };
  const tone = (flow: Flow, ink: "" | "-ink") => token(`seq-${classOf(flow)}${ink}`);
  const dates = { from: messages.date(last.date_from), to: messages.date(last.date_to) };
  const name = (status: string) => statusName(status, messages);
  const items = flows.map((flow) =>
    m.churn_summary_flow_item(
      { n: messages.integer(flow.customers), from: name(flow.from_status), to: name(flow.to_status) },
      messages,
    ),
  );
  return {
    id: "flow",
    title: m.churn_figure_flow(dates, messages),
    subtitle: m.churn_figure_flow_subtitle({}, messages),
    summary: m.churn_summary_flow(
      { ...dates, items: items.join(m.churn_summary_join({}, messages)) },
      messages,
    ),
    options: {
      ...inPixels(width, top + from.length * rowHeight + 4),
      marks: [
        Plot.text([m.churn_axis_from({}, messages)], {
          x: () => 0,
          y: () => top - 12,
          textAnchor: "start",
          ...quietText,
        }),
        Plot.text(to, {
          x: (status: string) => x(status) + cell / 2 - 10,
          y: () => top - 8,
          text: (status: string) => fitLabel(name(status), 118, 12, nameStretch),
          textAnchor: "start",
          rotate: -42,
          ariaLabel: () => "name",
          ...plainText,
        }),
        Plot.text(from, {
          x: () => 0,
          y: (status: string) => y(status) + rowHeight / 2,
          text: (status: string) => fitLabel(name(status), left - 8, 12, nameStretch),
          textAnchor: "start",
          ariaLabel: () => "name",
          ...plainText,
        }),
        Plot.rect(grid, {
          x1: ({ column }: { column: string }) => x(column),
          x2: ({ column }: { column: string }) => x(column) + cell,
          y1: ({ row }: { row: string }) => y(row),
          y2: ({ row }: { row: string }) => y(row) + rowHeight,
          inset: 0.5,
          fill: token("paper-2"),
        }),
        Plot.rect(flows, {
          ...place,
          inset: 0.5,
          fill: { value: (flow: Flow) => tone(flow, ""), scale: null },
        }),
        Plot.rect(
          flows.filter(({ from_status, to_status }) => from_status === to_status),
          { ...place, inset: 1, fill: "none", stroke: token("ink"), strokeWidth: 1 },
        ),
        Plot.text(flows, {
          x: ({ to_status }: Flow) => x(to_status) + cell / 2,
          y: ({ from_status }: Flow) => y(from_status) + rowHeight / 2,
          text: (flow: Flow) => messages.integer(Math.round(shareOf(flow) * 100)),
          fontSize: 12,
          fill: { value: (flow: Flow) => tone(flow, "-ink"), scale: null },
        }),
      ],
    },
    stops: flows.map((flow) => ({
      row: from.indexOf(flow.from_status),
      column: to.findIndex((each) => each === flow.to_status),
      x: x(flow.to_status),
      y: y(flow.from_status),
      width: cell,
      height: rowHeight,
      lines: [
        m.churn_stop_flow({ from: name(flow.from_status), to: name(flow.to_status) }, messages),
        m.churn_stop_flow_share(
          { share: shareWords(shareOf(flow), messages), from: name(flow.from_status) },
          messages,
        ),
        m.churn_stop_of({ shown: messages.integer(flow.customers), all: messages.integer(flow.n) }, messages),
      ],
      who: { date: flow.date_to, from_status: flow.from_status, status: flow.to_status },
    })),
  };
}
