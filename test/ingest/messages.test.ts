import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../src");
const source = ["ingest", "warehouse"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(root, folder, name), "utf8")),
  )
  .join("\n");
/** The texts of a language, of every area: those of ingest stand in several. */
const texts = (locale: string): Record<string, unknown> =>
  Object.assign(
    {},
    ...readdirSync(join(root, "messages", locale)).map(
      (name) => JSON.parse(readFileSync(join(root, "messages", locale, name), "utf8")) as object,
    ),
  ) as Record<string, unknown>;

/** Keys that the code names, and those that it makes of containers and warning codes. */
const named = [...source.matchAll(/"((?:evidence|refusal)_[a-z_]+)"/g)].map((match) => match[1]!);
const containers = "zip gzip xlsx xls parquet pdf image json html xml binary".split(" ");
const refusals = [
  ...named.filter((key) => key.startsWith("refusal_")),
  ...containers.map((name) => `refusal_${name}`),
];
const codes = [
  ...source.matchAll(/(?<=code: |amount \? |" : |once\(\s*|found\(\s*)"([A-Z]{2,}_[A-Z_]+)"/g),
].map((match) => `warning_${match[1]!.toLowerCase()}`);
const rejections = [...source.matchAll(/"(too_[a-z_]+|unbalanced_quote)"/g)].map(
  (match) => `rejected_${match[1]!}`,
);
const keys = [
  ...new Set([...named, ...refusals, ...refusals.map((key) => `${key}_hint`), ...codes, ...rejections]),
].sort();

describe("the texts of ingest", () => {
  it("name every reason, warning, refusal and rejection in both languages", () => {
    expect(keys.length).toBeGreaterThan(60);
    expect(keys).toEqual(
      expect.arrayContaining(["warning_unknown_status", "warning_invalid_date", "rejected_too_few_fields"]),
    );
    for (const locale of ["en", "zh-Hans"]) {
      const known = texts(locale);
      expect(keys.filter((key) => !(key in known))).toEqual([]);
    }
  });

  it("are the same keys in both languages", () => {
    expect(Object.keys(texts("en")).sort()).toEqual(Object.keys(texts("zh-Hans")).sort());
  });
});
