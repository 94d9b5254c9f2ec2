/** Names that resemble one that nobody has. */

/** Insertions, deletions, replacements and swaps of neighbours that make one text of the other (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}

/**
 * Returns at most three of the known names, best first: those within a third of the name's length, at least two, or of
 * which one begins with the other. Case does not count; among equals the order of `known` stays.
 */
export function resembling(name: string, known: readonly string[]): readonly string[] {
  const lower = name.toLowerCase();
  const limit = Math.max(2, Math.floor(name.length / 3));
  return known
    .map((each) => {
      const other = each.toLowerCase();
      const begins = lower.length > 2 && (other.startsWith(lower) || lower.startsWith(other));
      const far = distance(lower, other);
      return { each, far: begins ? Math.min(far, limit) : far };
    })
    .filter(({ each, far }) => far <= limit && far < Math.max(name.length, each.length))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ each }) => each);
}
