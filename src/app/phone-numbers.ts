/** Phone numbers as mailing and advertising tools want them: international, by the country that they belong to. */
import type { CountryCode } from "libphonenumber-js/min";

/** Reads a number as exported; null where it is no possible number, or its country is not known. */
export type ReadPhone = (phone: string, country: string | null) => string | null;

/** Languages whose names of countries are known beside the ISO 3166 codes. */
const languages = ["en", "zh-Hans", "zh-Hant", "de", "fr", "es"];

/** Letters of a name, without case, marks and spaces. */
const plain = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[^\p{L}]/gu, "")
    .toLowerCase();

/** Names that no list of countries has. */
const otherNames: readonly (readonly [string, string])[] = [
  ["uk", "GB"],
  ["greatbritain", "GB"],
  ["england", "GB"],
  ["usa", "US"],
  ["中国大陆", "CN"],
  ["香港", "HK"],
  ["台湾", "TW"],
];

/**
 * Returns the ISO 3166 code of a country from its code or its name; null where it is neither. `codes` are all there are.
 */
export function countryReader(codes: readonly string[]): (country: string | null) => string | null {
  const names = new Map<string, string>();
  for (const language of languages) {
    const named = new Intl.DisplayNames([language], { type: "region" });
    for (const code of codes) names.set(plain(named.of(code) ?? code), code);
  }
  for (const [name, code] of otherNames) names.set(name, code);
  const known = new Set(codes);
  return (country) => {
    const text = country?.trim() ?? "";
    const upper = text.toUpperCase();
    return known.has(upper) ? upper : (names.get(plain(text)) ?? null);
  };
}

/**
 * Loads the numbering plans, and returns how numbers are read: those with `+` or `00` by themselves, others by the
 * customer's country, else by `usual` (ISO 3166, null: they stay unread).
 */
export async function loadPhones(usual: string | null): Promise<{
  readonly read: ReadPhone;
  readonly countries: readonly string[];
}> {
  const { getCountries, parsePhoneNumberFromString } = await import("libphonenumber-js/min");
  const countries: readonly string[] = getCountries();
  const codeOf = countryReader(countries);
  const read: ReadPhone = (phone, country) => {
    // Exports guard numbers from spreadsheets by an apostrophe, and write the international prefix as zeros.
    const text = phone.trim().replace(/^'/, "").replace(/^00/, "+");
    const code = (codeOf(country) ?? usual) as CountryCode | null;
    const number = parsePhoneNumberFromString(text, code ?? undefined);
    return number?.isPossible() ? number.number : null;
  };
  return { read, countries };
}
