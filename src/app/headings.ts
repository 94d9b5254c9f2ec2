/** The headings of a text of Markdown, for the outline. */

/** A heading without its marks. */
export interface Heading {
  /** 1 to 3. */
  readonly level: number;
  readonly title: string;
}

/** The text without the marks of emphasis and code; a `_` within a word is one of its letters. */
const withoutMarks = (text: string): string =>
  text.replace(/[*`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "");

/** Headings of level one to three outside code fences, in order. */
export function headingsOf(markdown: string): readonly Heading[] {
  const found: Heading[] = [];
  let fence: string | null = null;
  for (const line of markdown.split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark) {
      if (fence === null) fence = mark;
      else if (mark.startsWith(fence)) fence = null;
      continue;
    }
    const [, marks, title] = /^ {0,3}(#{1,3})\s+(.+?)\s*#*\s*$/.exec(line) ?? [];
    if (fence === null && marks && title) found.push({ level: marks.length, title: withoutMarks(title) });
  }
  return found;
}

/** The first line of a text that says something, without the marks of a heading; empty where there is none. */
export function firstLine(markdown: string): string {
  const line = markdown.split("\n").find((each) => each.trim() !== "") ?? "";
  return withoutMarks(line.replace(/^\s*#{1,6}\s+|\s*#*\s*$/g, "")).trim();
}
