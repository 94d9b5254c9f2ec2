/** Rows of a difference with its interval around zero: what the charts of effect and balance are drawn with. */
import * as Plot from "@observablehq/plot";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { hatchFill, plainText, quietText, tickText, token } from "../chart-theme.ts";

/** One row; shares of the way from zero to the edge, −1…1. */
export interface ForestRow {
  readonly name: string;
  /** Null: nothing to draw. */
  readonly point: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** A second, quiet point, such as before matching. */
  readonly other?: number | null;
  /** Columns at the right, the last at the edge. */
  readonly notes: readonly string[];
  /** True where it is not over yet: hatched. */
  readonly open?: boolean;
  /** True where the point is more than chance, or than the band. */
  readonly stands?: boolean;
}

/** What the figure around the rows is. */
export interface ForestFrame {
  readonly width: number;
  readonly heads: readonly string[];
  /** Below the plot, with their places as shares. */
  readonly ticks: readonly {
    readonly at: number;
    readonly label: string;
    readonly anchor?: "start" | "end";
  }[];
  /** Half the width of the band around zero, as a share; absent: none. */
  readonly band?: number;
}

/** The places of the rows in pixels. */
export interface ForestLayout {
  readonly height: number;
  readonly rowHeight: number;
  readonly top: (index: number) => number;
}

const head = 28;
const foot = 24;
const rowHeight = 30;

/** Where the rows stand. */
export const forestLayout = (rows: number): ForestLayout => ({
  height: head + rows * rowHeight + foot,
  rowHeight,
  top: (index) => head + index * rowHeight,
});

const clamp = (share: number) => Math.max(-1, Math.min(1, share));

/** The marks of the rows. */
export function forestMarks(rows: readonly ForestRow[], frame: ForestFrame): readonly Plot.Markish[] {
  const { width, heads, ticks, band } = frame;
  const { height, top } = forestLayout(rows.length);
  const longest = Math.max(0, ...rows.map(({ name }) => labelWidth(name))) + 12;
  const left = Math.min(longest, Math.max(96, Math.floor(width * 0.34)));
  const columns = heads.map((text, at) =>
    Math.max(labelWidth(text), ...rows.map(({ notes }) => labelWidth(notes[at] ?? ""))),
  );
  const right = columns.reduce((sum, each) => sum + each + 14, 0);
  const [from, to] = [left + 6, Math.max(left + 40, width - right - 6)];
  const x = (share: number) => from + ((clamp(share) + 1) / 2) * (to - from);
  const edge = (at: number) => width - columns.slice(at + 1).reduce((sum, each) => sum + each + 14, 0);
  const middle = (index: number) => top(index) + rowHeight / 2;
  const placed = rows.map((row, index) => ({ ...row, y: middle(index) }));
  type Placed = (typeof placed)[number];
  const drawn = placed.filter(({ point }) => point !== null);
  const ranged = drawn.filter(({ low, high }) => low !== null && high !== null);
  const colour = ({ stands }: ForestRow) => (stands ? token("accent-mark") : token("ink-2"));
  return [
    ...(band === undefined
      ? []
      : [
          Plot.rect([0], {
            x1: () => x(-band),
            x2: () => x(band),
            y1: () => head,
            y2: () => height - foot,
            fill: token("chart-grid"),
            fillOpacity: 0.6,
          }),
        ]),
    Plot.ruleX([x(0)], { y1: head - 4, y2: height - foot, stroke: token("chart-axis") }),
    Plot.rect(
      placed.filter(({ open }) => open),
      {
        x1: () => from,
        x2: () => to,
        y1: ({ y }: Placed) => y - 7,
        y2: ({ y }: Placed) => y + 7,
        fill: hatchFill,
      },
    ),
    ...ticks.map(({ at, label, anchor }) =>
      Plot.text([label], {
        x: () => x(at),
        y: () => height - foot + 13,
        textAnchor: anchor ?? "middle",
        ...tickText,
        fontSize: 11,
      }),
    ),
    ...heads.map((text, at) =>
      Plot.text([text], { x: () => edge(at), y: () => 12, textAnchor: "end", ...quietText }),
    ),
    Plot.text(placed, {
      x: () => 0,
      y: "y",
      text: ({ name }: Placed) => fitLabel(name, left - 6),
      textAnchor: "start",
      ...plainText,
    }),
    Plot.ruleY(ranged, {
      x1: ({ low }: Placed) => x(low!),
      x2: ({ high }: Placed) => x(high!),
      y: "y",
      stroke: colour,
      strokeWidth: 2.5,
    }),
    Plot.dot(
      placed.filter(({ other }) => other !== undefined && other !== null),
      { x: ({ other }: Placed) => x(other!), y: "y", r: 4, stroke: token("ink-3"), fill: token("paper") },
    ),
    Plot.dot(drawn, {
      x: ({ point }: Placed) => x(point!),
      y: "y",
      r: 4.5,
      fill: colour,
      stroke: token("paper"),
      strokeWidth: 1.5,
    }),
    ...heads.map((_, at) =>
      Plot.text(placed, {
        x: () => edge(at),
        y: "y",
        text: ({ notes }: Placed) => notes[at] ?? "",
        textAnchor: "end",
        ...(at === heads.length - 1 ? plainText : quietText),
      }),
    ),
  ];
}
