/** Finding one of many by a few letters: how well an entry fits, and in which order entries are shown. */

/** The groups of the palette, in the order in which they are shown. */
export type PaletteGroup = "notebook" | "text" | "run" | "open";

/** Something that can be found and chosen. */
export interface PaletteEntry {
  /** Unique among the entries. */
  readonly id: string;
  readonly group: PaletteGroup;
  readonly title: string;
  /** Further words by which it is found though its title has others: the title in another language, a name. */
  readonly words?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** From a character to a character of a text, the second exclusive. */
export type Span = readonly [from: number, to: number];

/** How an entry fits a query. */
export interface Fit {
  /** The higher the better. */
  readonly score: number;
  /** The places of the title that fit, ascending and apart; none where only `words` fit. */
  readonly spans: readonly Span[];
}

/** An entry that fits. */
export interface Found<E extends PaletteEntry> {
  readonly entry: E;
  readonly spans: readonly Span[];
}

/** The text in lower case with as many characters as before, so that places stay the same. */
export function folded(text: string): string {
  return [...text]
    .map((character) => {
      const lower = character.toLowerCase();
      return lower.length === character.length ? lower : character;
    })
    .join("");
}

/** True where a word begins: after nothing, a blank or a sign; Chinese has no words, so every character begins one. */
function beginsWord(text: string, at: number): boolean {
  if (at === 0) return true;
  return /[^\p{L}\p{N}]/u.test(text[at - 1]!) || /\p{Script=Han}/u.test(text[at]!);
}

/** The places of the characters of `word` in order, each at the next beginning of a word or right after the one before. */
function initials(word: string, text: string): readonly number[] | null {
  const places: number[] = [];
  for (const character of word) {
    const last = places.at(-1);
    let at = last === undefined ? 0 : last + 1;
    while (at < text.length && !(text[at] === character && (at - 1 === last || beginsWord(text, at)))) at++;
    if (at >= text.length) return null;
    places.push(at);
  }
  return places;
}

/** The places of the characters of `word` in order, as near to each other as the first of them allows. */
function subsequence(word: string, text: string): readonly number[] | null {
  const places: number[] = [];
  for (const character of word) {
    const at = text.indexOf(character, (places.at(-1) ?? -1) + 1);
    if (at < 0) return null;
    places.push(at);
  }
  return places;
}

const toSpans = (places: readonly number[]): readonly Span[] => {
  const spans: [number, number][] = [];
  for (const at of places) {
    const last = spans.at(-1);
    if (last?.[1] === at) last[1] = at + 1;
    else spans.push([at, at + 1]);
  }
  return spans;
};

/** How one word fits: as the beginning of the text, of a word, within, by initials, or letter by letter. */
function fitWord(word: string, text: string): Fit | null {
  const whole = (at: number, score: number): Fit => ({ score, spans: [[at, at + word.length]] });
  if (text.startsWith(word)) return whole(0, text.length === word.length ? 110 : 100);
  let within = -1;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (beginsWord(text, at)) return whole(at, 80);
    if (within < 0) within = at;
  }
  if (within >= 0) return whole(within, 60);
  const starts = initials(word, text);
  if (starts) return { score: 40, spans: toSpans(starts) };
  // Two letters strewn over a sentence say nothing.
  const strewn = word.length >= 3 ? subsequence(word, text) : null;
  if (!strewn) return null;
  const breadth = strewn.at(-1)! - strewn[0]! + 1;
  return breadth > 3 * word.length ? null : { score: 20, spans: toSpans(strewn) };
}

const joined = (spans: readonly Span[]): readonly Span[] => {
  const merged: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
};

/** Returns the words of a query, folded. */
export function queryWords(query: string): readonly string[] {
  return folded(query)
    .split(/\s+/)
    .filter((word) => word !== "");
}

/**
 * Returns how an entry fits a query, null where a word of the query is nowhere in it. A query without words fits all
 * alike. Words in `words` count for half.
 */
export function fit(entry: Pick<PaletteEntry, "title" | "words">, query: string): Fit | null {
  const [title, more] = [folded(entry.title), folded(entry.words ?? "")];
  let score = 0;
  const spans: Span[] = [];
  for (const word of queryWords(query)) {
    const own = fitWord(word, title);
    const other = own ? null : fitWord(word, more);
    if (!own && !other) return null;
    score += own ? own.score : other!.score / 2;
    if (own) spans.push(...own.spans);
  }
  return { score, spans: joined(spans) };
}

/** Returns the entries that fit, group by group; within a group the best first, and as they were given where they fit alike. */
export function rank<E extends PaletteEntry>(
  entries: readonly E[],
  query: string,
): readonly { readonly group: PaletteGroup; readonly found: readonly Found<E>[] }[] {
  const order: readonly PaletteGroup[] = ["notebook", "text", "run", "open"];
  const fits = entries.flatMap((entry) => {
    const found = fit(entry, query);
    return found ? [{ entry, ...found }] : [];
  });
  return order.flatMap((group) => {
    const own = fits.filter(({ entry }) => entry.group === group).sort((a, b) => b.score - a.score);
    return own.length === 0 ? [] : [{ group, found: own.map(({ entry, spans }) => ({ entry, spans })) }];
  });
}

/** Returns a text in pieces, those that fit marked. */
export function pieces(
  text: string,
  spans: readonly Span[],
): readonly { readonly text: string; readonly fits: boolean }[] {
  const parts: { text: string; fits: boolean }[] = [];
  let at = 0;
  for (const [from, to] of spans) {
    if (from > at) parts.push({ text: text.slice(at, from), fits: false });
    parts.push({ text: text.slice(from, to), fits: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), fits: false });
  return parts;
}
