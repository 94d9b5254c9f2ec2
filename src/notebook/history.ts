/** Undo and redo without limit over whole documents. */
import type { Notebook } from "./document.ts";

/** Edits of the same kind that follow each other within this many milliseconds are one step. */
const typingPause = 1000;

/** A document, and the field whose typing led away from it; null for another edit. */
interface Step {
  readonly document: Notebook;
  readonly typing: string | null;
}

/** True where two documents say the same; what they share is not looked at. */
function isSame(a: Notebook, b: Notebook): boolean {
  if (a.cells.length !== b.cells.length) return false;
  const { cells: _a, ...restOfA } = a;
  const { cells: _b, ...restOfB } = b;
  const isEqual = (one: unknown, other: unknown) =>
    one === other || JSON.stringify(one) === JSON.stringify(other);
  return a.cells.every((cell, index) => isEqual(cell, b.cells[index])) && isEqual(restOfA, restOfB);
}

/** The documents before and after the present one. */
export class History {
  readonly #past: Step[] = [];
  readonly #future: Step[] = [];
  #present: Notebook;
  #lastEdit: { readonly key: string; readonly at: number } | null = null;

  constructor(present: Notebook) {
    this.#present = present;
  }

  /** The document as it stands. */
  get present(): Notebook {
    return this.#present;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /**
   * Makes `next` the present document; a document that is the present one is no step. Steps with the same `typing` key
   * (one text field) less than a second apart are undone together. `at` is in milliseconds. Where the browser undid or
   * redid typing in the field (`byField`) and the field says what it said before, that is a step back or on and no new
   * one, so that undoing goes on from there.
   */
  record(next: Notebook, typing: string | null, at: number, byField = false): void {
    if (next === this.#present) return;
    if (byField && typing !== null) {
      if (this.#goesBackTo(next, typing, this.#past, () => this.undo())) return;
      if (this.#goesBackTo(next, typing, this.#future, () => this.redo())) return;
    }
    const last = this.#lastEdit;
    const goesOn = typing !== null && last !== null && last.key === typing && at - last.at < typingPause;
    if (!goesOn) this.#past.push({ document: this.#present, typing });
    this.#future.length = 0;
    this.#present = next;
    this.#lastEdit = typing === null ? null : { key: typing, at };
  }

  /** Goes one step back and returns the document there; the present one where there is no step. */
  undo(): Notebook {
    return this.#step(this.#past, this.#future);
  }

  /** Goes one step forward again and returns the document there; the present one where there is no step. */
  redo(): Notebook {
    return this.#step(this.#future, this.#past);
  }

  /** Goes to the document that `next` equals, among those that typing in one field leads to in a row. */
  #goesBackTo(next: Notebook, typing: string, steps: readonly Step[], go: () => void): boolean {
    for (let at = steps.length - 1; at >= 0 && steps[at]!.typing === typing; at--) {
      if (!isSame(steps[at]!.document, next)) continue;
      for (let left = steps.length - at; left > 0; left--) go();
      return true;
    }
    return false;
  }

  #step(from: Step[], to: Step[]): Notebook {
    const next = from.pop();
    if (next !== undefined) {
      to.push({ document: this.#present, typing: next.typing });
      this.#present = next.document;
    }
    this.#lastEdit = null;
    return this.#present;
  }
}
