/** The texts of the interface: none missing, none unused, the same in every language, and Chinese where it is Chinese. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { locales } from "../../src/messages/messages.ts";

const src = resolve(import.meta.dirname, "../../src");
const settings = JSON.parse(readFileSync(join(src, "../project.inlang/settings.json"), "utf8")) as {
  readonly locales: readonly string[];
  readonly "plugin.inlang.messageFormat": { readonly pathPattern: readonly string[] };
};

interface Variants {
  readonly declarations: readonly string[];
  readonly match: Readonly<Record<string, string>>;
}
type Message = string | readonly Variants[];
type File = Readonly<Record<string, Message>>;

const areas = settings["plugin.inlang.messageFormat"].pathPattern.map((path) => basename(path, ".json"));
const fileOf = (locale: string, area: string): File => {
  const { $schema: _, ...texts } = JSON.parse(
    readFileSync(join(src, "messages", locale, `${area}.json`), "utf8"),
  ) as Record<string, Message>;
  return texts;
};
const all = (locale: string): File => Object.assign({}, ...areas.map((area) => fileOf(locale, area))) as File;
const [en, zh] = [all("en"), all("zh-Hans")];

const variants = (message: Message): readonly string[] =>
  typeof message === "string" ? [message] : message.flatMap(({ match }) => Object.values(match));
const inputsOf = (message: Message): readonly string[] => {
  const shown = variants(message).flatMap((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
  );
  return [...new Set(shown)].sort();
};

/** The receipt's vocabulary of warnings; a notebook or a script may name any of them. */
const warningCodes = (
  "AMBIGUOUS_DATE AMBIGUOUS_NUMBER BIDI_CHARS CONFLICTING_DUPLICATES CONTROL_CHARS DUPLICATE_FILE DUPLICATE_HEADER " +
  "DUPLICATE_ROWS EMPTY_HEADER EPOCH_ASSUMED ERROR_CELLS FOOTER_SKIPPED FORMULA_NO_CACHE FUTURE_DATE HIDDEN_ROWS " +
  "ID_PRECISION_LOST INVALID_BYTES INVALID_DATE INVISIBLE_CHARS MIXED_CURRENCY MIXED_DATE_FORMAT MULTIPLE_SHEETS " +
  "MULTIPLE_TABLES NON_NUMERIC_AMOUNT NO_HEADER NO_ROWS NUL_BYTES OUTLIER OUT_OF_RANGE OVERLAPPING_ORDERS " +
  "PREAMBLE_SKIPPED QUOTE_REPAIRED RAGGED_ROWS REPEATED_HEADER_SKIPPED TWO_DIGIT_YEAR TZ_MIXED TZ_STATED " +
  "UNBALANCED_QUOTE UNKNOWN_CUSTOMERS UNKNOWN_GROUP UNKNOWN_STATUS"
).split(" ");

const code = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(ts|svelte)$/.test(name) && !name.startsWith("messages/"))
  .map((name) => readFileSync(join(src, name), "utf8"))
  .join("\n");
const matches = (pattern: RegExp) => [...code.matchAll(pattern)].map((match) => match[1]!);

/** Keys that are made at run time: a refusal's hint, a container's refusal, warnings and rejections by their code. */
const whole = [...matches(/\bm\.([a-z]\w*)/g), ...matches(/["'`]([a-z]\w*_\w+)["'`]/g)];
const containers = "pdf image html xml compressed binary ods numbers office_other".split(" ");
const refusals = [
  ...whole.filter((key) => key.startsWith("refusal_")),
  ...containers.map((name) => `refusal_${name}`),
];
const named = new Set([
  ...whole,
  ...refusals.flatMap((key) => [key, `${key}_hint`]),
  ...[...warningCodes, ...matches(/"([A-Z]+(?:_[A-Z]+)+)"/g)].map((name) => `warning_${name.toLowerCase()}`),
  ...whole.map((reason) => `rejected_${reason}`),
]);

/** Names that are the same in every language. */
const names =
  /\b(Shift-JIS|Shift|ABC|Alt|Big5|CDNOW|CSV|Ctrl|customer_id|customer_key|DuckDB|eBay|Enter|Esc|Etsy|Excel|GB18030|GBK|Google|gzip|https|JSON|Klaviyo|Magento|Mailchimp|Markdown|Meta|MiB|NUL|null|Numbers|Online Retail( II)?|OpenDocument|Parquet|PayPal|PDF|PNG|RAR|README|Regulars|RFM|rfm|SELECT|SHA-256|Shop|Shopify|SQL|Square|Squarespace|Stripe|Superstore|SVG|Tab|TikTok|TSV|UCI|UTC|UTF-\d+|VIP|WooCommerce|xlsx|XML|zip)\b/g;
/** Chinese beside the half-width punctuation of English, or a form of address that this interface does not use. */
const unlike = /\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}|\p{Script=Han}\.$|您|(?<![母父])亲/u;

describe("the texts of the interface", () => {
  it("are in the languages and files that are compiled", () => {
    expect(settings.locales).toEqual(locales);
    for (const locale of locales)
      expect(readdirSync(join(src, "messages", locale)).sort()).toEqual(
        areas.map((area) => `${area}.json`).sort(),
      );
  });

  it.each(areas)("of %s have the same keys in every language, and none that another area has", (area) => {
    const keys = Object.keys(fileOf("en", area));
    expect(keys.filter((key) => !/^[a-z]\w*$/.test(key))).toEqual([]);
    expect(Object.keys(fileOf("zh-Hans", area)).sort()).toEqual([...keys].sort());
    const others = areas
      .filter((other) => other !== area)
      .flatMap((other) => Object.keys(fileOf("en", other)));
    expect(keys.filter((key) => others.includes(key))).toEqual([]);
  });

  it("show the same inputs in every language", () => {
    const unequal = Object.keys(en).filter(
      (key) => inputsOf(en[key]!).join() !== inputsOf(zh[key] ?? "").join(),
    );
    expect(unequal).toEqual([]);
  });

  it("are there for every key that the code calls", () => {
    const called = matches(/\bm\.([a-z]\w*)\(/g).filter((key) => key !== "exec");
    expect(called.length).toBeGreaterThan(500);
    expect([...new Set(called)].filter((key) => !(key in en))).toEqual([]);
  });

  it("are all in use", () => {
    expect(Object.keys(en).filter((key) => !named.has(key))).toEqual([]);
  });

  it("are Chinese in Chinese, with Chinese punctuation", () => {
    const texts = Object.entries(zh).flatMap(([key, message]) =>
      variants(message).map((text) => [key, text.replaceAll(/\{\w+\}/g, "")] as const),
    );
    expect(texts.filter(([, text]) => /[A-Za-z]{3}/.test(text.replaceAll(names, "")))).toEqual([]);
    expect(texts.filter(([, text]) => unlike.test(text))).toEqual([]);
  });
});
