/** The colours of segments in charts: one for each side of recency, so that a move between the sides is seen. */
import { groupOf, type MapGroup } from "../rfm/segment-map.ts";
import type { MigrationParams } from "./params.ts";
import { fresh, outside } from "./result.ts";

const tokens: Readonly<Record<MapGroup, string>> = {
  recent: "accent",
  often: "accent",
  between: "cat-3",
  quiet: "cat-2",
  seldom: "cat-2",
  others: "mark-muted",
};

/** The group of a segment: its side of recency, those who are new, or none. */
export function sideOf(segment: string, params: MigrationParams): MapGroup | "new" {
  if (segment === fresh) return "new";
  return segment === outside ? "others" : groupOf(segment, params);
}

/** The token of a segment's mark. */
export function colourOf(segment: string, params: MigrationParams): string {
  const side = sideOf(segment, params);
  return side === "new" ? "cat-4" : tokens[side];
}
