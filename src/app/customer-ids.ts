/** The customers that were typed or pasted into a list, one identifier a line. */

/** Returns the identifiers of a text, each once, in its order; empty lines are none. */
export function customerIds(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}
