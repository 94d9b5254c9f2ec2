/** Full-text search of a notebook: every word that a person wrote or chose in it, line by line. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import type { Messages } from "../messages/messages.ts";
import { isListRef } from "../sql/params.ts";
import { isInputRef, type AnalysisCell, type Cell, type Notebook } from "../notebook/document.ts";
import { folded, queryWords, type Span } from "./palette.ts";

/** A cell in which every word of a query is found. */
export interface TextHit {
  readonly cell: string;
  /** The first line with the most of the words. */
  readonly line: string;
  /** The places of the words in it, ascending and apart. */
  readonly spans: readonly Span[];
}

const valueText = (value: unknown): string => {
  if (isInputRef(value)) return `$${value.ref}`;
  if (isListRef(value)) return value.list;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : JSON.stringify(value);
};

/** A parameter as its control shows it, and as the document has it. */
function paramLines(
  cell: AnalysisCell,
  analyses: readonly AnyAnalysis[],
  messages: Messages,
): readonly string[] {
  const analysis = analyses.find(({ id }) => id === cell.analysis);
  return Object.entries(cell.params).map(([name, value]) => {
    const spec = (analysis?.params as Readonly<Record<string, { readonly kind: string }>> | undefined)?.[
      name
    ];
    if (!analysis || !spec) return `${name}: ${valueText(value)}`;
    const isChoice = spec.kind === "choice" && typeof value === "string";
    const shown = isChoice ? analysis.choiceLabel(name, value, messages) : valueText(value);
    return `${analysis.paramLabel(name, messages)}: ${shown} (${name})`;
  });
}

const lines = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Returns the lines of a cell that can be searched: words, SQL, questions, parameters; not its results. */
export function cellLines(
  cell: Cell,
  analyses: readonly AnyAnalysis[],
  messages: Messages,
): readonly string[] {
  const name = cell.name === undefined ? [] : [cell.name];
  switch (cell.kind) {
    case "text":
      return [...name, ...lines(cell.markdown)];
    case "input": {
      const { input } = cell;
      const options = input.type === "choice" ? input.options : [];
      return [...name, ...lines(input.label), ...options, ...lines(String(input.value ?? ""))];
    }
    case "analysis": {
      const analysis = analyses.find(({ id }) => id === cell.analysis);
      const question = analysis ? [analysis.question(messages)] : [cell.analysis];
      return [...name, ...question, ...paramLines(cell, analyses, messages)];
    }
    case "sql":
      return [...name, ...lines(cell.sql)];
    case "chart": {
      const { mark, x, y, colour, facet, aggregate } = cell.chart;
      const columns = [x, y, colour, facet].filter((column) => column !== null);
      return [...name, [cell.source, mark, aggregate, ...columns].filter((text) => text !== "").join(" ")];
    }
    case "list": {
      const { list } = cell;
      if (list.by === "sql") return [...name, ...lines(list.sql)];
      if (list.by === "rule")
        return [...name, `${list.rule.analysis} ${Object.values(list.rule.where).map(valueText).join(" ")}`];
      return [...name, ...(Array.isArray(list.customers) ? (list.customers as readonly string[]) : [])];
    }
    case "check": {
      const { expected } = cell;
      const answer = expected.by === "sql" ? lines(expected.sql) : [];
      return [...name, ...lines(cell.question), ...lines(cell.hint), ...answer];
    }
  }
}

/** The places of words in a line; a word counts once. */
function placesOf(line: string, words: readonly string[]): readonly Span[] {
  const text = folded(line);
  const found = words.flatMap((word): Span[] => {
    const at = text.indexOf(word);
    return at < 0 ? [] : [[at, at + word.length]];
  });
  const apart: [number, number][] = [];
  for (const [from, to] of found.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = apart.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

/** Returns the cells in which every word of the query stands, in the order of the document; none for no words. */
export function searchNotebook(
  notebook: Notebook,
  query: string,
  analyses: readonly AnyAnalysis[],
  messages: Messages,
): readonly TextHit[] {
  const words = queryWords(query);
  if (words.length === 0) return [];
  return notebook.cells.flatMap((cell) => {
    const searched = cellLines(cell, analyses, messages);
    const texts = searched.map(folded);
    if (!words.every((word) => texts.some((text) => text.includes(word)))) return [];
    const counts = texts.map((text) => words.filter((word) => text.includes(word)).length);
    const line = searched[counts.indexOf(Math.max(...counts))]!;
    return [{ cell: cell.id, line, spans: placesOf(line, words) }];
  });
}

/**
 * Returns a line cut to about `length` characters round its first place, with the places in what is left; cut ends show
 * as `…`.
 */
export function excerpt(
  { line, spans }: Pick<TextHit, "line" | "spans">,
  length: number,
): { readonly text: string; readonly spans: readonly Span[] } {
  if (line.length <= length) return { text: line, spans };
  const first = spans[0]?.[0] ?? 0;
  const start = Math.max(0, Math.min(first - Math.floor(length / 4), line.length - length));
  const end = Math.min(line.length, start + length);
  const head = start > 0 ? "…" : "";
  const by = head.length - start;
  return {
    text: head + line.slice(start, end) + (end < line.length ? "…" : ""),
    spans: spans
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]): Span => [from + by, to + by]),
  };
}
