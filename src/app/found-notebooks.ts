/** Searching the library. */
import type { LibraryEntry } from "./app.ts";

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The notebooks whose title or data hold every word of the query, without regard to case or accents, the last opened first. */
export function foundNotebooks(entries: readonly LibraryEntry[], query: string): readonly LibraryEntry[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const holds = ({ title, dataLabel }: LibraryEntry) => {
    const text = plain(`${title} ${dataLabel}`);
    return words.every((word) => text.includes(word));
  };
  return entries.filter(holds).sort((a, b) => b.openedAt - a.openedAt);
}
