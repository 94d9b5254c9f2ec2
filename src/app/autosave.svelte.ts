/** Saves a document soon after each edit, one save after the other. */
import type { NotebookView } from "./app.ts";

/** Milliseconds between an edit and its save: well within a second. */
const delay = 400;
/** Milliseconds after which a save that failed is tried again: there may be room by then. */
const retryDelay = 10_000;

/** Tells whether the document is saved, and saves it. */
export class Autosave {
  state = $state.raw<NotebookView["saved"]>("saved");
  savedAt = $state.raw<number | null>(null);
  readonly #save: () => Promise<void>;
  readonly #now: () => number;
  readonly #onError: (error: Error) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #saving: Promise<void> = Promise.resolve();
  #edit = 0;
  #isFailing = false;

  /** `save` stores the document as it stands when it is called. */
  constructor(save: () => Promise<void>, now: () => number, onError: (error: Error) => void) {
    this.#save = save;
    this.#now = now;
    this.#onError = onError;
  }

  /** Says that there is something to save. */
  touch(): void {
    this.#edit++;
    this.state = "unsaved";
    this.#timer ??= setTimeout(() => void this.flush(), delay);
  }

  /** Saves nothing more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.state = "saved";
  }

  /** Saves at once what is not saved; resolves when it is, or could not be. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.state !== "unsaved") return this.#saving;
    this.state = "saving";
    const edit = this.#edit;
    this.#saving = this.#saving
      .then(() => this.#save())
      .then(
        () => {
          this.savedAt = this.#now();
          this.#isFailing = false;
          if (edit === this.#edit) this.state = "saved";
        },
        (error: unknown) => {
          this.state = "unsaved";
          this.#timer ??= setTimeout(() => void this.flush(), retryDelay);
          // Said once, until a save succeeds.
          if (!this.#isFailing) this.#onError(error as Error);
          this.#isFailing = true;
        },
      );
    return this.#saving;
  }
}
