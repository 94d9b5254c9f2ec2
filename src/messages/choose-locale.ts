/** Which language the interface speaks. */
import { locales, type Locale } from "./messages.ts";

/** The language with exactly this id, or undefined. */
export function maybeLocale(value: unknown): Locale | undefined {
  return locales.find((locale) => locale === value);
}

/** The language with exactly this id. @throws RangeError for any other value. */
export function parseLocale(value: unknown): Locale {
  const locale = maybeLocale(value);
  if (locale === undefined) throw new RangeError(`unsupported language: ${String(value)}`);
  return locale;
}

/**
 * The first language of a person's list (`navigator.languages`) that the interface speaks; English where it speaks none.
 * Every Chinese reads 简体中文, the only Chinese there is.
 */
export function chooseLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const base = language.toLowerCase().split(/[-_]/)[0];
    if (base === "zh") return "zh-Hans";
    if (base === "en") return "en";
  }
  return "en";
}
