/** The keys of the notebook: which press means which verb, and how the keys are written in menus. */

/** What a press can mean. `previous` and `next` go from cell to cell. */
export type KeyVerb =
  | "find"
  | "add"
  | "help"
  | "undo"
  | "redo"
  | "previous"
  | "next"
  | "run"
  | "up"
  | "down"
  | "rename"
  | "duplicate"
  | "collapse"
  | "delete";

/** A press, as a keyboard event tells it. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Where the focus is: `field` where a text is written, `cell` elsewhere in a cell, `page` elsewhere. */
export type KeyPlace = "field" | "cell" | "page";

interface Keys {
  readonly verb: KeyVerb;
  readonly key: string;
  /** Ctrl, or ⌘ on a Mac. */
  readonly command?: true;
  readonly alt?: true;
  /** Absent where a shift is as good as none. */
  readonly shift?: boolean;
  readonly places: readonly KeyPlace[];
}

const anywhere: readonly KeyPlace[] = ["field", "cell", "page"];
const inCell: readonly KeyPlace[] = ["cell"];

/**
 * The first of a verb is the one that menus show. No letter stands alone: a screen reader would take it. `?` works in a
 * cell only, so that speech that types by accident does not open the help (WCAG 2.1.4).
 */
const table: readonly Keys[] = [
  { verb: "find", key: "k", command: true, shift: false, places: anywhere },
  { verb: "add", key: "n", alt: true, shift: false, places: ["cell", "page"] },
  { verb: "help", key: "/", command: true, places: anywhere },
  { verb: "help", key: "?", places: inCell },
  { verb: "undo", key: "z", command: true, shift: false, places: anywhere },
  { verb: "redo", key: "z", command: true, shift: true, places: anywhere },
  { verb: "redo", key: "y", command: true, shift: false, places: anywhere },
  { verb: "previous", key: "PageUp", alt: true, places: anywhere },
  { verb: "next", key: "PageDown", alt: true, places: anywhere },
  { verb: "run", key: "Enter", command: true, shift: false, places: inCell },
  { verb: "up", key: "ArrowUp", alt: true, shift: false, places: inCell },
  { verb: "down", key: "ArrowDown", alt: true, shift: false, places: inCell },
  { verb: "rename", key: "F2", places: ["field", "cell"] },
  { verb: "duplicate", key: "d", command: true, shift: false, places: inCell },
  { verb: "collapse", key: ".", command: true, shift: false, places: ["field", "cell"] },
  { verb: "delete", key: "Backspace", command: true, shift: false, places: inCell },
  { verb: "delete", key: "Delete", command: true, shift: false, places: inCell },
];

/** The key of a press; with Alt a Mac writes another letter, so the key's place is asked. */
const keyOf = ({ key, code, altKey }: KeyPress): string => {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (altKey && letter !== undefined) return letter.toLowerCase();
  return key.length === 1 ? key.toLowerCase() : key;
};

/** Returns what a press means where the focus is, or null. */
export function verbOf(press: KeyPress, place: KeyPlace): KeyVerb | null {
  const key = keyOf(press);
  const found = table.find(
    (keys) =>
      keys.key === key &&
      (keys.command ?? false) === (press.ctrlKey || press.metaKey) &&
      (keys.alt ?? false) === press.altKey &&
      (keys.shift === undefined || keys.shift === press.shiftKey) &&
      keys.places.includes(place),
  );
  return found?.verb ?? null;
}

const symbols: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  PageUp: "PgUp",
  PageDown: "PgDn",
};
const macSymbols: Readonly<Record<string, string>> = { ...symbols, Enter: "↩", Backspace: "⌫" };

/** Returns the keys of a verb as menus show them: `Ctrl K`, on a Mac `⌘ K`. */
export function keysOf(verb: KeyVerb, isMac: boolean): string {
  const keys = table.find((each) => each.verb === verb)!;
  const named = (isMac ? macSymbols : symbols)[keys.key] ?? keys.key;
  return [
    ...(keys.command ? [isMac ? "⌘" : "Ctrl"] : []),
    ...(keys.alt ? [isMac ? "⌥" : "Alt"] : []),
    ...(keys.shift ? [isMac ? "⇧" : "Shift"] : []),
    named.length === 1 ? named.toUpperCase() : named,
  ].join(" ");
}

/** Returns the keys of a verb as `aria-keyshortcuts` wants them: `Control+K Meta+K`. */
export function ariaKeysOf(verb: KeyVerb): string {
  const keys = table.find((each) => each.verb === verb)!;
  const rest = [...(keys.alt ? ["Alt"] : []), ...(keys.shift ? ["Shift"] : []), keys.key.toUpperCase()];
  const named = keys.key.length === 1 ? rest : [...rest.slice(0, -1), keys.key];
  return keys.command
    ? [["Control", ...named].join("+"), ["Meta", ...named].join("+")].join(" ")
    : named.join("+");
}
