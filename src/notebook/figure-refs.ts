/** The live figures of a text: where `{{ name.column }}` stands in its Markdown, and what it refers to. */

/** One live figure in a text. */
export interface FigureRef {
  /** What stands between the braces, trimmed: the key in `FiguresResult.figures`. */
  readonly text: string;
  /** The name of a cell. */
  readonly name: string;
  /** A column of its result, without quotes; null for the value itself. */
  readonly column: string | null;
  /** Place of the first brace, and the place after the last, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** A name, then perhaps a point and a column: a word, or anything in double quotes, `"` doubled. */
const reference =
  /^([\p{L}_][\p{L}\p{M}\p{N}_]{0,63})(?:\s*\.\s*(?:([\p{L}_][\p{L}\p{M}\p{N}_]*)|"((?:[^"]|"")+)"))?$/u;

/** A fence with its closing line or the end of the text; an escaped character; a run of backticks; braces on one line. */
const piece =
  /^ {0,3}(?<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*(?:\n[^]*?(?:^ {0,3}\k<fence>[`~]*[ \t]*$|$(?![^]))|$)|\\[^\n]|(?<ticks>`+)|\{\{(?<braces>(?:[^{}\n"]|"[^"\n]*")*)\}\}/gmu;

/** Place after the run of backticks that closes a code span which opens before `from`; -1 where it does not close. */
function spanEnd(markdown: string, from: number, ticks: number): number {
  const blank = markdown.slice(from).search(/\n[ \t]*\n/);
  const paragraph = blank < 0 ? markdown.slice(from) : markdown.slice(from, from + blank);
  for (const { 0: run, index } of paragraph.matchAll(/`+/g))
    if (run.length === ticks) return from + index + ticks;
  return -1;
}

/** Reads what stands between the braces; null where it is no reference. */
export function parseFigure(braces: string): Pick<FigureRef, "text" | "name" | "column"> | null {
  const text = braces.trim();
  const parts = reference.exec(text);
  if (!parts) return null;
  return { text, name: parts[1]!, column: parts[2] ?? parts[3]?.replaceAll('""', '"') ?? null };
}

/**
 * Returns the live figures of a Markdown text in order of appearance, a figure as often as it stands there. What stands
 * in code, after a backslash or does not read as a reference is none.
 */
export function figureRefs(markdown: string): readonly FigureRef[] {
  const found: FigureRef[] = [];
  piece.lastIndex = 0;
  for (let match = piece.exec(markdown); match; match = piece.exec(markdown)) {
    const { ticks, braces } = match.groups!;
    if (ticks) {
      const end = spanEnd(markdown, piece.lastIndex, ticks.length);
      if (end >= 0) piece.lastIndex = end;
      continue;
    }
    const figure = braces === undefined ? null : parseFigure(braces);
    if (figure) found.push({ ...figure, start: match.index, end: piece.lastIndex });
  }
  return found;
}
