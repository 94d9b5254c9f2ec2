/** Finds columns that are told by their positions: where every line is blank, or under a rule of dashes. */
import { dateShape } from "./dates.ts";
import { numberShape } from "./numbers.ts";
import { isWide } from "./wide-characters.ts";

/** Where columns begin, in positions from 0, and whether East Asian characters take two. */
export interface FixedColumns {
  readonly starts: readonly number[];
  readonly wide: boolean;
}

/** Lines that are compared, and fewest of them that show columns. */
const comparedLines = 400;
const fewestLines = 3;

const rule = /^\s*[-=]{2,}(\s+[-=]{2,})+\s*$/;
const clock = /^\d{1,2}:\d{2}(:\d{2})?/;

/** A line by positions: a wide character stands in its first, and its second is taken too. */
function toPositions(line: string, wide: boolean): readonly string[] {
  const places: string[] = [];
  for (const char of line) {
    places.push(char);
    if (wide && isWide(char.codePointAt(0)!)) places.push("");
  }
  return places;
}

const textOf = (line: readonly string[], from: number, to: number): string =>
  line.slice(from, to).join("").trim();

const isValue = (text: string): boolean => numberShape(text) !== null || dateShape(text) !== null;

/** Spans of positions that some line fills, start and end exclusive. */
function spansOf(lines: readonly (readonly string[])[], allowed: number): readonly [number, number][] {
  const width = Math.max(...lines.map((line) => line.length));
  const spans: [number, number][] = [];
  let start = -1;
  for (let at = 0; at <= width; at++) {
    let filled = 0;
    for (const line of lines) if (at < line.length && line[at] !== " ") filled++;
    const isFilled = filled > allowed;
    if (isFilled && start === -1) start = at;
    if (!isFilled && start !== -1) {
      spans.push([start, at]);
      start = -1;
    }
  }
  return spans;
}

/** True where two neighbouring spans, apart by one blank, are one column: its header names one, or they are day and clock. */
function isOneColumn(
  [from, to]: readonly [number, number],
  [next, end]: readonly [number, number],
  header: readonly string[] | undefined,
  body: readonly (readonly string[])[],
): boolean {
  if (next - to > 1) return false;
  if (header !== undefined) return textOf(header, next, end) === "" || textOf(header, from, to) === "";
  const pairs = body.map((line) => [textOf(line, from, to), textOf(line, next, end)] as const);
  const filled = pairs.filter(([, second]) => second !== "");
  if (filled.every(([first, second]) => dateShape(first) !== null && clock.test(second))) return true;
  const values = (index: 0 | 1) => filled.filter((pair) => isValue(pair[index])).length;
  return values(0) < filled.length * 0.8 && values(1) < filled.length * 0.8;
}

/** Where a column begins: with its first filled position, or, where its cells end in one line, right behind the column before. */
function startOf(
  [from, to]: readonly [number, number],
  before: readonly [number, number],
  body: readonly (readonly string[])[],
): number {
  const filled = body.filter((line) => textOf(line, from, to) !== "");
  const endsTogether = filled.every((line) => line.length >= to && line[to - 1] !== " ");
  const beginsTogether = filled.every((line) => line[from] !== " ");
  return endsTogether && !beginsTogether ? before[1] + 1 : from;
}

function columnsOf(lines: readonly string[], wide: boolean): FixedColumns | null {
  const placed = lines.map((line) => toPositions(line.trimEnd(), wide));
  const ruled = lines.findIndex((line) => rule.test(line));
  if (ruled !== -1) {
    const starts = [...lines[ruled]!.matchAll(/[-=]+/g)].map(({ index }) => index);
    return { starts: [0, ...starts.slice(1)], wide };
  }
  const longest = [...placed].map(({ length }) => length).sort((a, b) => a - b)[
    Math.floor(placed.length / 2)
  ]!;
  // Titles and totals are shorter than the table's lines, or stand across its gaps: few of these are forgiven.
  const table = placed.filter(({ length }) => length >= longest * 0.6);
  if (table.length < fewestLines) return null;
  const spans = spansOf(table, table.length >= 20 ? Math.floor(table.length * 0.03) : 0);
  if (spans.length < 2) return null;
  const [first, ...rest] = table;
  const isHeader = !spans.some(([from, to]) => isValue(textOf(first!, from, to)));
  const merged: [number, number][] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && isOneColumn(last, span, isHeader ? first : undefined, isHeader ? rest : table))
      last[1] = span[1];
    else merged.push([...span]);
  }
  const starts = merged.map((span, index) =>
    index === 0 ? 0 : startOf(span, merged[index - 1]!, isHeader ? rest : table),
  );
  return starts.length < 2 ? null : { starts, wide };
}

/** The columns of a text by position, for characters of one width and, where it has wide ones, of two; none where no gap runs through. */
export function findFixedColumns(lines: readonly string[]): readonly FixedColumns[] {
  const compared = lines.filter((line) => line.trim() !== "").slice(0, comparedLines);
  if (compared.length < fewestLines || compared.some((line) => line.includes("\t"))) return [];
  const isMixed = compared.some((line) => [...line].some((char) => isWide(char.codePointAt(0)!)));
  return [false, ...(isMixed ? [true] : [])].flatMap((wide) => columnsOf(compared, wide) ?? []);
}
