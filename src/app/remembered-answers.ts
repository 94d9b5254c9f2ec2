/** What a person answered about a kind of file, kept in this browser for the next file of the kind. */
import { toAnswers, type Answers } from "./answers.ts";
import type { SettingsStore } from "./settings.ts";

const key = "regulars.answers";
/** Kinds of file that are remembered, the latest ones. */
const mostKinds = 50;

/** The answers that are remembered, by kind of file. A store that is null, full or holds nonsense is as good as empty. */
export class RememberedAnswers {
  readonly #store: SettingsStore | null;

  constructor(store: SettingsStore | null) {
    this.#store = store;
  }

  /** The answers about a kind; null where there are none. */
  of(kind: string): Answers | null {
    const found = this.#read().find(([own]) => own === kind);
    return found && Object.keys(found[1]).length > 0 ? found[1] : null;
  }

  /** Remembers answers about a kind in place of earlier ones. */
  learn(kind: string, answers: Answers): void {
    const others = this.#read().filter(([own]) => own !== kind);
    this.#write(Object.keys(answers).length === 0 ? others : [[kind, answers], ...others]);
  }

  /** Forgets the answers about a kind. */
  forget(kind: string): void {
    this.learn(kind, {});
  }

  /** Kinds of file that are remembered. */
  get kinds(): number {
    return this.#read().length;
  }

  /** Bytes of all answers, as the store holds them. */
  get bytes(): number {
    const value = this.#store?.getItem(key) ?? null;
    return value === null ? 0 : 2 * (key.length + value.length);
  }

  /** Forgets all answers. */
  clear(): void {
    this.#store?.removeItem(key);
  }

  #read(): readonly (readonly [kind: string, answers: Answers])[] {
    try {
      const stored: unknown = JSON.parse(this.#store?.getItem(key) ?? "[]");
      if (!Array.isArray(stored)) return [];
      return stored.flatMap((entry: unknown) =>
        Array.isArray(entry) && typeof entry[0] === "string"
          ? [[entry[0], toAnswers(entry[1])] as const]
          : [],
      );
    } catch {
      return [];
    }
  }

  #write(entries: readonly (readonly [string, Answers])[]): void {
    try {
      this.#store?.setItem(key, JSON.stringify(entries.slice(0, mostKinds)));
    } catch {
      // A full store loses answers, which are then asked again.
    }
  }
}
