/** Reads lines whose columns are told by their positions. */
import { isWide } from "../wide-characters.ts";

/** Where each position of a line begins in its text: one entry a position, and the text's length at the end. */
function positions(line: string, wide: boolean): readonly number[] {
  const places: number[] = [];
  let at = 0;
  for (const char of line) {
    places.push(at);
    at += char.length;
    if (wide && isWide(char.codePointAt(0)!)) places.push(at);
  }
  places.push(at);
  return places;
}

/** A reader of lines: columns begin at `starts`; each cell is trimmed, and a line that ends early has fewer cells. */
export function fixedRecords(starts: readonly number[], wide: boolean): (line: string) => readonly string[] {
  return (line) => {
    const places = positions(line, wide);
    const at = (position: number): number => places[Math.min(position, places.length - 1)]!;
    const cells = starts
      .filter((start, index) => index === 0 || start < places.length - 1)
      .map((start, index) => line.slice(at(start), at(starts[index + 1] ?? places.length - 1)).trim());
    return cells.length > 0 ? cells : [""];
  };
}
