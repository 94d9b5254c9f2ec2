/** The rows of a chart as `chartSql` gives them, and the series, panels and places that they make. */
import type { ResultRow } from "../runtime/state.ts";

/** One mark. */
export interface ChartRow {
  readonly x: string | number | null;
  readonly x_end: string | number | null;
  readonly x_others: number;
  readonly colour: string | number | null;
  readonly colour_others: number;
  readonly facet: string | number | null;
  readonly facet_others: number;
  readonly y: number | null;
  readonly n: number;
  readonly marks: number;
  readonly rows_in_all: number;
  readonly rows_without_x: number;
}

/** A value of a channel: itself, none (null), or the others put together. */
export interface Category {
  readonly value: string | number | null;
  /** How many values it stands for; 0 where it is one itself. */
  readonly others: number;
  /** Tells it from every other category of its channel. */
  readonly key: string;
}

/** Returns the row as a mark; a number that is none becomes null. */
export function chartRow(row: ResultRow): ChartRow {
  const place = (name: string) => {
    const value = row[name];
    return typeof value === "string" || typeof value === "number" ? value : null;
  };
  const number = (name: string) => (typeof row[name] === "number" ? row[name] : Number(row[name] ?? 0));
  const y = row["y"];
  return {
    x: place("x"),
    x_end: place("x_end"),
    x_others: number("x_others"),
    colour: place("colour"),
    colour_others: number("colour_others"),
    facet: place("facet"),
    facet_others: number("facet_others"),
    y: typeof y === "number" && Number.isFinite(y) ? y : null,
    n: number("n"),
    marks: number("marks"),
    rows_in_all: number("rows_in_all"),
    rows_without_x: number("rows_without_x"),
  };
}

/** The category of a mark in a channel. */
export function categoryOf(row: ChartRow, channel: "x" | "colour" | "facet"): Category {
  const [value, others] = [row[channel], row[`${channel}_others`]];
  return { value, others, key: others > 0 ? "others" : value === null ? "none" : `${typeof value} ${value}` };
}

/** What is not one value of a channel stands after those that are: the others, then none. */
const rankOf = ({ value, others }: Category) => (others > 0 ? 1 : value === null ? 2 : 0);

/**
 * The categories of a channel in the order in which they are drawn: numbers by size, days by time, texts by `weight`,
 * largest first; in the order of appearance without one. The others and none come last.
 */
export function categories(
  rows: readonly ChartRow[],
  channel: "x" | "colour" | "facet",
  weight?: (row: ChartRow) => number,
): readonly Category[] {
  const found = new Map<string, { readonly category: Category; weight: number }>();
  for (const row of rows) {
    const category = categoryOf(row, channel);
    const known = found.get(category.key) ?? { category, weight: 0 };
    known.weight += weight?.(row) ?? 0;
    found.set(category.key, known);
  }
  const all = [...found.values()];
  const isSized = all.every(({ category: { value } }) => value === null || typeof value === "number");
  return all
    .sort((a, b) => {
      const ranks = rankOf(a.category) - rankOf(b.category);
      if (ranks !== 0 || rankOf(a.category) > 0) return ranks;
      return isSized ? (a.category.value as number) - (b.category.value as number) : b.weight - a.weight;
    })
    .map(({ category }) => category);
}

/** The colour tokens of the categories of a chart: in order, or by shade where they have an order of their own. */
export function categoryTokens(
  shown: readonly Category[],
): ReadonlyMap<string, { readonly mark: string; readonly text: string }> {
  const plain = shown.filter((category) => rankOf(category) === 0);
  const isSized = plain.length > 1 && plain.every(({ value }) => typeof value === "number");
  return new Map(
    shown.map((category) => {
      if (category.others > 0) return [category.key, { mark: "mark-muted", text: "ink-2" }];
      if (category.value === null) return [category.key, { mark: "ink-4", text: "ink-2" }];
      const place = plain.indexOf(category);
      if (isSized) {
        const shade = Math.round(3 + (place / (plain.length - 1)) * 4);
        return [category.key, { mark: `seq-${shade}`, text: "ink" }];
      }
      return [category.key, { mark: `cat-${(place % 8) + 1}`, text: `cat-${(place % 8) + 1}-text` }];
    }),
  );
}
