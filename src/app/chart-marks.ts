/** The one place where the shapes of a chosen chart become options of Plot. */
import * as Plot from "@observablehq/plot";
import {
  hatchFill,
  inPixels,
  plainText,
  quietText,
  strongText,
  tickText,
  token,
} from "../analyses/chart-theme.ts";
import type { Label, Shapes, Surface } from "./chart-shapes.ts";

const looks = {
  tick: tickText,
  quiet: quietText,
  plain: plainText,
  strong: strongText,
  name: plainText,
} as const;

function texts(labels: readonly Label[]): readonly Plot.Markish[] {
  const kinds = new Map<string, Label[]>();
  for (const label of labels) {
    const key = `${label.look} ${label.anchor} ${label.on ?? ""}`;
    kinds.set(key, [...(kinds.get(key) ?? []), label]);
  }
  return [...kinds.values()].map((own) => {
    const { look, anchor, on } = own[0]!;
    return Plot.text(own, {
      ...looks[look],
      x: "x",
      y: "y",
      text: "text",
      textAnchor: anchor,
      fill: (label: Label) =>
        token(label.token ?? (look === "tick" ? "chart-axis" : look === "quiet" ? "ink-2" : "ink")),
      ...(on !== "mark" && { stroke: token("paper"), strokeWidth: 3 }),
      ...(look === "name" && { ariaLabel: "name" }),
    });
  });
}

const area = ({ points, token: name, hatched }: Surface): Plot.Markish =>
  Plot.areaY(points, {
    x: (point: Surface["points"][number]) => point[0],
    y1: (point: Surface["points"][number]) => point[1],
    y2: (point: Surface["points"][number]) => point[2],
    fill: hatched ? hatchFill : token(name),
    fillOpacity: hatched ? 1 : 0.85,
  });

/** Returns the options that draw the shapes. */
export function plotOptions(shapes: Shapes, width: number, height: number): Plot.PlotOptions {
  const { rules, surfaces, boxes, strokes, discs, labels } = shapes;
  // Colours are CSS values: identity scales leave them as they are.
  return {
    ...inPixels(width, height),
    color: { type: "identity" },
    marks: [
      Plot.link(rules, {
        x1: "x1",
        x2: "x2",
        y1: "y1",
        y2: "y2",
        stroke: ({ look }: Shapes["rules"][number]) => token(look === "grid" ? "chart-grid" : "chart-axis"),
        strokeWidth: 1,
      }),
      ...surfaces.map(area),
      Plot.rect(boxes, {
        x1: "x",
        y1: "y",
        x2: ({ x, width }: Shapes["boxes"][number]) => x + width,
        y2: ({ y, height }: Shapes["boxes"][number]) => y + height,
        fill: ({ hatched, token: name }: Shapes["boxes"][number]) => (hatched ? hatchFill : token(name)),
      }),
      ...strokes.map(({ points, token: name, faint }) =>
        Plot.line(points, {
          stroke: token(name),
          strokeWidth: 2,
          strokeLinejoin: "round",
          ...(faint && { strokeDasharray: "2 4" }),
        }),
      ),
      Plot.dot(discs, {
        x: "x",
        y: "y",
        r: "radius",
        fill: ({ hollow, token: name }: Shapes["discs"][number]) => token(hollow ? "paper" : name),
        stroke: ({ token: name }: Shapes["discs"][number]) => token(name),
        strokeWidth: 1.25,
      }),
      ...texts(labels),
    ],
    r: { type: "identity" },
  };
}
