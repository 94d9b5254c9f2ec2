/** The headings of a text of Markdown, for the outline. */

/** A heading without its marks. */
export interface Heading {
  /** 1 to 3. */
  readonly level: number;
  readonly title: string;
}

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
    if (fence === null && marks && title)
      found.push({ level: marks.length, title: title.replace(/[*_`]/g, "") });
  }
  return found;
}

/** The first line of a text that says something, without the marks of a heading; empty where there is none. */
export function firstLine(markdown: string): string {
  const line = markdown.split("\n").find((each) => each.trim() !== "") ?? "";
  return line.replace(/^\s*#{1,6}\s+|\s*#*\s*$|[*_`]/g, "").trim();
}
