/** Cuts a JSON text into the elements of one of its arrays, piece by piece, without building what lies around them. */

/** Objects inside each other in which an array of records is looked for. */
const maxPath = 6;

/** Called with an element's text, and how deep it nests. */
export type OnElement = (text: string, depth: number) => void;

/** What is met on the way. */
export interface SplitVisitor {
  /** Called where an array begins that only objects lead to; its elements are visited where this returns a function. */
  array(path: string): OnElement | null;
  /** Called where a value begins outside any other. */
  value?(): void;
}

const enum Char {
  quote = 34,
  comma = 44,
  colon = 58,
  openArray = 91,
  backslash = 92,
  closeArray = 93,
  openObject = 123,
  closeObject = 125,
}

/** Cuts a text that is pushed in pieces. */
export class JsonSplitter {
  readonly #visitor: SplitVisitor;
  /** Keys of the objects that we are in, outermost first. */
  readonly #keys: string[] = [];
  #isKey = false;
  // Inside an array: its elements are scanned, not read.
  #elements: OnElement | "skip" | null = null;
  readonly #isSequence: boolean;
  #depth = 0;
  #deepest = 0;
  #isOpen = false;
  #inText = false;
  #isEscaped = false;
  /** The part of a key or an element that earlier pieces held. */
  #pending = "";
  /** True where brackets did not fit: what came is no JSON. */
  isBroken = false;

  /** With `sequence` the text is one value after the other, and it visits them. */
  constructor(visitor: SplitVisitor, sequence: OnElement | null = null) {
    this.#visitor = visitor;
    this.#elements = sequence;
    this.#isSequence = sequence !== null;
  }

  /** Reads the next piece. */
  push(text: string): void {
    let at = 0;
    while (at < text.length) at = this.#elements === null ? this.#outside(text, at) : this.#inside(text, at);
  }

  /** Ends the text; false where it ends inside a value. */
  end(): boolean {
    if (this.#isSequence) {
      if (this.#isOpen && this.#depth === 0 && !this.#inText) this.#finish("", 0, 0);
      return !this.#isOpen && !this.isBroken;
    }
    return this.#keys.length === 0 && this.#elements === null && !this.#inText && !this.isBroken;
  }

  /** Reads around arrays: objects and their keys. */
  #outside(text: string, start: number): number {
    for (let i = start; i < text.length; i++) {
      if (this.#inText) {
        const end = this.#textEnd(text, i);
        this.#pending += text.slice(i, end);
        if (this.#inText) return end;
        if (this.#isKey) this.#keys[this.#keys.length - 1] = keyOf(this.#pending.slice(0, -1));
        this.#pending = "";
        i = end - 1;
        continue;
      }
      switch (text.charCodeAt(i) as Char) {
        case Char.quote:
          this.#inText = true;
          break;
        case Char.openObject:
          if (this.#keys.length === 0) this.#visitor.value?.();
          this.#keys.push("");
          this.#isKey = true;
          break;
        case Char.closeObject:
          if (this.#keys.pop() === undefined) this.isBroken = true;
          this.#isKey = false;
          break;
        case Char.colon:
          this.#isKey = false;
          break;
        case Char.comma:
          this.#isKey = true;
          break;
        case Char.openArray: {
          const isNear = this.#keys.length <= maxPath;
          if (this.#keys.length === 0) this.#visitor.value?.();
          this.#elements = (isNear ? this.#visitor.array(this.#keys.join(".")) : null) ?? "skip";
          return i + 1;
        }
        case Char.closeArray:
          this.isBroken = true;
      }
    }
    return text.length;
  }

  /** Reads through an array's elements. */
  #inside(text: string, start: number): number {
    let from = start;
    for (let i = start; i < text.length; i++) {
      if (this.#inText) {
        i = this.#textEnd(text, i) - 1;
        if (!this.#inText && this.#depth === 0) {
          this.#finish(text, from, i + 1);
          from = i + 1;
        }
        continue;
      }
      const char = text.charCodeAt(i);
      if (char > 32 && !this.#isOpen && char !== Char.comma && char !== Char.closeArray) {
        this.#isOpen = true;
        from = i;
      }
      if (char === Char.quote) this.#inText = true;
      else if (char === Char.openObject || char === Char.openArray) {
        if (++this.#depth > this.#deepest) this.#deepest = this.#depth;
      } else if (char === Char.closeObject || char === Char.closeArray) {
        if (this.#depth > 0) {
          if (--this.#depth > 0) continue;
          this.#finish(text, from, i + 1);
          from = i + 1;
        } else if (char === Char.closeArray && !this.#isSequence) {
          if (this.#isOpen) this.#finish(text, from, i);
          this.#elements = null;
          return i + 1;
        } else this.isBroken = true;
      } else if (this.#isOpen && this.#depth === 0 && (char === Char.comma || char <= 32)) {
        this.#finish(text, from, i);
        from = i + 1;
      }
    }
    if (this.#isOpen && this.#elements !== "skip") this.#pending += text.slice(from);
    return text.length;
  }

  /** The end of the text (in quotes) that we are in, exclusive; the piece's end where it goes on. */
  #textEnd(text: string, start: number): number {
    for (let i = start; i < text.length; i++) {
      if (this.#isEscaped) {
        this.#isEscaped = false;
        continue;
      }
      const char = text.charCodeAt(i);
      if (char === Char.backslash) this.#isEscaped = true;
      else if (char === Char.quote) {
        this.#inText = false;
        return i + 1;
      }
    }
    return text.length;
  }

  #finish(text: string, from: number, to: number): void {
    const elements = this.#elements;
    if (elements !== "skip" && elements !== null)
      elements(this.#pending + text.slice(from, to), this.#deepest);
    this.#pending = "";
    this.#isOpen = false;
    this.#deepest = 0;
  }
}

const keyOf = (raw: string): string => {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
};
