/** A live figure in a sentence: its words, and what is wrong where it has none. */
import { m, type Messages } from "../messages/messages.ts";
import type { Notebook, TextCell } from "../notebook/document.ts";
import { figureRefs, type FigureRef } from "../notebook/figure-refs.ts";
import type { CellState, Figure } from "../runtime/state.ts";
import { cellText } from "./cell-text.ts";

/** How one figure stands in its text. */
export interface LiveFigure {
  readonly text: string;
  /** `there` has its value, `stale` one that is being computed again, `waiting` none yet, `missing` none and never. */
  readonly standing: "there" | "stale" | "waiting" | "missing";
  /** Where it comes from or why it is missing, one clause. */
  readonly about: string;
  /** The cell that it comes from; null where nobody has its name. */
  readonly cell: string | null;
}

/** The value as a person writes it in a sentence: days and money by locale, whole money without cents, null in words. */
export function figureText({ value, column }: Figure, messages: Messages, currency: string | null): string {
  if (value === null || value === undefined) return m.cells_figure_none({}, messages);
  if (typeof value === "boolean") return value ? m.cells_true({}, messages) : m.cells_false({}, messages);
  if (typeof value === "string" && (column.kind === "date" || column.kind === "timestamp")) {
    const time = value.slice(11, 16);
    const day = messages.date(value.slice(0, 10));
    return time === "" || time === "00:00" ? day : `${day} ${time}`;
  }
  if (typeof value === "number") {
    if (column.unit === "share") return messages.percent(value, Math.abs(value) < 0.1 ? 1 : 0);
    if (column.unit === "money")
      return messages.money(value, currency, { cents: Math.abs(value) < 100 && value % 1 !== 0 });
    if (column.kind !== "integer") return messages.number(value, Math.abs(value) < 1 ? 4 : 2);
  }
  return cellText(value, column, messages, currency);
}

/** Returns how a reference stands in a text cell in this state. */
export function liveFigure(
  { text, name, column }: Pick<FigureRef, "text" | "name" | "column">,
  state: CellState,
  notebook: Notebook,
  messages: Messages,
  currency: string | null,
): LiveFigure {
  const source = notebook.cells.find((cell) => cell.name?.toLowerCase() === name.toLowerCase());
  const cell = source?.id ?? null;
  const missing = (about: string): LiveFigure => ({
    text: column === null ? name : `${name}.${column}`,
    standing: "missing",
    about,
    cell,
  });
  if (!source) return missing(m.cells_figure_unknown({ name }, messages));
  const last = "last" in state ? state.last : undefined;
  const figure = last?.kind === "figures" && Object.hasOwn(last.figures, text) ? last.figures[text]! : null;
  const about = m.cells_figure_from({ name }, messages);
  const isSettled = state.status === "done";
  if (figure)
    return {
      text: figureText(figure, messages, currency),
      standing: isSettled ? "there" : "stale",
      about,
      cell,
    };
  if (state.status === "failed") return missing(state.error.message);
  if (state.status === "broken" && state.fault.kind === "upstream")
    return missing(m.cells_figure_upstream({ name: state.fault.name }, messages));
  if (isSettled || state.status === "broken") return missing(m.cells_figure_no_column({ text }, messages));
  return { text: "…", standing: "waiting", about, cell };
}

/** Returns a text's Markdown with the words of its live figures in the place of their braces. */
export function withFigures(
  { markdown }: Pick<TextCell, "markdown">,
  state: CellState,
  notebook: Notebook,
  messages: Messages,
  currency: string | null,
): string {
  return figureRefs(markdown).reduceRight(
    (text, ref) =>
      text.slice(0, ref.start) +
      liveFigure(ref, state, notebook, messages, currency).text +
      text.slice(ref.end),
    markdown,
  );
}
