/** The headings of a text of Markdown, for the outline. */

/** Headings of level one to three outside code fences, without their marks, in order. */
export function headingsOf(markdown: string): readonly string[] {
  const found: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark) {
      if (fence === null) fence = mark;
      else if (mark.startsWith(fence)) fence = null;
      continue;
    }
    const heading = /^ {0,3}#{1,3}\s+(.+?)\s*#*\s*$/.exec(line)?.[1];
    if (fence === null && heading) found.push(heading.replace(/[*_`]/g, ""));
  }
  return found;
}
