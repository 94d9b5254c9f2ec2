/** Undo and redo without limit over whole documents. */
import type { Notebook } from "./document.ts";

/** Edits of the same kind that follow each other within this many milliseconds are one step. */
const typingPause = 1000;

/** The documents before and after the present one. */
export class History {
  readonly #past: Notebook[] = [];
  readonly #future: Notebook[] = [];
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
   * (one text field) less than a second apart are undone together. `at` is in milliseconds.
   */
  record(next: Notebook, typing: string | null, at: number): void {
    if (next === this.#present) return;
    const last = this.#lastEdit;
    const goesOn = typing !== null && last !== null && last.key === typing && at - last.at < typingPause;
    if (!goesOn) this.#past.push(this.#present);
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

  #step(from: Notebook[], to: Notebook[]): Notebook {
    const next = from.pop();
    if (next !== undefined) {
      to.push(this.#present);
      this.#present = next;
    }
    this.#lastEdit = null;
    return this.#present;
  }
}
