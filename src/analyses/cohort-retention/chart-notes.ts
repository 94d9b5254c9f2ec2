/** Notes in the empty half of the triangle, computed from the data, each with a hairline to its row. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFrame } from "../analysis.ts";
import { notesFrom, quietText, strongText, token } from "../chart-theme.ts";
import { bracketsOf, isOwnClock } from "./brackets.ts";
import type { Layout } from "./chart-layout.ts";
import { chooseK } from "./headline.ts";
import type { Line } from "./lines.ts";
import { maybeOutlier } from "./outlier.ts";
import type { CohortParams } from "./rows.ts";
import { inPeriod, valueText } from "./words.ts";

/** A note: its bold first line, the others, and where its hairline runs. */
export interface Note {
  readonly title: string;
  readonly lines: readonly string[];
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
}

/** Pixels that a note needs to the right of its hairline. */
const noteWidth = 310;

/** Rows that a note takes. */
const noteRows = 3;

/** The hairline from a line's last drawn cell to where there is room for text, or null without room. */
function place(index: number, lines: readonly Line[], layout: Layout) {
  const end = (line: Line) =>
    layout.left + layout.cellWidth * line.cells.filter(({ k }) => layout.columns.includes(k)).length;
  const rows = lines.slice(index, index + noteRows);
  const x1 = end(lines[index]!) + 6;
  const x2 = Math.max(...rows.map(end)) + 40;
  const room = layout.width - noteWidth;
  if (x2 > room || rows.length < Math.min(noteRows, 2)) return null;
  return {
    x1,
    x2: Math.min(room, Math.max(x2, layout.left + layout.cellWidth * layout.columns.length * 0.56)),
    y: Math.round(layout.rowTop[index]! + layout.rowHeight / 2) + 0.5,
  };
}

function outlierNote(lines: readonly Line[], layout: Layout, params: CohortParams, frame: ChartFrame) {
  const { messages } = frame;
  // Of typed days, those that the headline tells; else the first period, which most cohorts have seen.
  const pooledCells = lines.find(({ pooled }) => pooled)?.cells ?? [];
  const k = bracketsOf(params).length > 0 ? chooseK(pooledCells, params) : 1;
  const outlier = maybeOutlier(lines, k);
  const where = outlier && place(lines.indexOf(outlier.line), lines, layout);
  if (!outlier || !where) return null;
  const { line, row, pooled } = outlier;
  const cells = lines.flatMap((other) =>
    other.pooled || other.truncated ? [] : other.cells.filter((row) => row.k === k && row.complete),
  );
  const fewest = cells.every((cell) => cell.value! >= row.value!);
  const most = cells.every((cell) => cell.value! <= row.value!);
  const largest = lines.every((other) => other.pooled || other.customers <= line.customers);
  if (!fewest && !most) return null;
  const name = { name: line.name };
  const title = !fewest
    ? m.cohort_note_most(name, messages)
    : largest
      ? m.cohort_note_most_fewest(name, messages)
      : m.cohort_note_fewest(name, messages);
  const figures = m.cohort_note_figures(
    {
      n: messages.integer(row.n),
      x: messages.integer(row.customers),
      when: inPeriod(k, params, messages),
      rate: valueText(row.value!, params, frame, 0),
      all: valueText(pooled.value!, params, frame, 0),
    },
    messages,
  );
  return { title, lines: [figures], ...where, index: lines.indexOf(line) };
}

function openNote(
  lines: readonly Line[],
  taken: number,
  layout: Layout,
  params: CohortParams,
  frame: ChartFrame,
) {
  const { messages, context } = frame;
  const observed = context.observed_through < context.as_of ? context.observed_through : context.as_of;
  const last = lines.at(-1);
  if (isOwnClock(params) || !last?.open) return null;
  const candidates = lines
    .map((line, index) => ({ line, index }))
    .filter(({ line, index }) => !line.pooled && index >= taken + noteRows && line.cells.length > 0);
  for (const { index } of candidates) {
    const where = place(index, lines, layout);
    if (!where) continue;
    return {
      title: m.cohort_note_open({ name: messages.period(last.key, params.period) }, messages),
      lines: [
        m.cohort_note_open_1({ date: messages.date(observed) }, messages),
        m.cohort_note_open_2({}, messages),
      ],
      ...where,
    };
  }
  return null;
}

/** The notes that there is room for: the cohort that differs most beyond chance, and what is not over. */
export function toNotes(
  lines: readonly Line[],
  layout: Layout,
  params: CohortParams,
  frame: ChartFrame,
): readonly Note[] {
  if (layout.width < notesFrom || params.split_by !== "none") return [];
  const first = params.measure === "customers" ? outlierNote(lines, layout, params, frame) : null;
  const fallback = Math.floor(lines.length * 0.6);
  const second = openNote(lines, first?.index ?? fallback, layout, params, frame);
  return [first, second].filter((note) => note !== null);
}

/** The marks of the notes. */
export function noteMarks(notes: readonly Note[]) {
  const line = (note: Note, index: number, text: string) =>
    Plot.text([text], {
      x: () => note.x2 + 7,
      y: () => note.y + index * 17,
      text: (d: string) => d,
      textAnchor: "start",
      ...(index === 0 ? strongText : quietText),
    });
  return [
    Plot.ruleY(notes, { x1: "x1", x2: "x2", y: "y", stroke: token("ink-3") }),
    ...notes.flatMap((note) => [note.title, ...note.lines].map((text, index) => line(note, index, text))),
  ];
}
