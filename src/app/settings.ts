/** What a person chose for every visit, kept in localStorage where the browser allows it. */
import { locales, type Locale } from "../messages/messages.ts";
import type { Theme } from "./app.ts";

/** The part of `localStorage` that settings use. */
export type SettingsStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const themes: readonly Theme[] = ["system", "light", "dark", "contrast", "contrast-dark"];
const keys = { locale: "regulars.locale", theme: "regulars.theme" } as const;

/** Returns `localStorage`, or null where the browser denies it. */
export function maybeLocalStorage(): SettingsStore | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** Reads and writes the settings; a store that is null, full or holds nonsense is as good as empty. */
export class Settings {
  readonly #store: SettingsStore | null;

  constructor(store: SettingsStore | null) {
    this.#store = store;
  }

  /** The chosen language, or null. */
  get locale(): Locale | null {
    const value = this.#read(keys.locale);
    return locales.find((locale) => locale === value) ?? null;
  }

  set locale(locale: Locale) {
    this.#write(keys.locale, locale);
  }

  /** The chosen theme; `system` where none was chosen. */
  get theme(): Theme {
    const value = this.#read(keys.theme);
    return themes.find((theme) => theme === value) ?? "system";
  }

  set theme(theme: Theme) {
    this.#write(keys.theme, theme);
  }

  /** Bytes of what was chosen, as the store holds it. */
  get bytes(): number {
    return Object.values(keys).reduce((sum, key) => {
      const value = this.#read(key);
      return value === null ? sum : sum + 2 * (key.length + value.length);
    }, 0);
  }

  /** Forgets every setting. */
  clear(): void {
    for (const key of Object.values(keys)) this.#store?.removeItem(key);
  }

  #read(key: string): string | null {
    return this.#store?.getItem(key) ?? null;
  }

  #write(key: string, value: string): void {
    try {
      this.#store?.setItem(key, value);
    } catch {
      // A full store loses a preference, nothing else.
    }
  }
}
