import { describe, expect, it } from "vitest";
import { analyses } from "../../src/analyses/index.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import { locales } from "../../src/messages/messages.ts";
import type { ParamSpec, ParamSpecs } from "../../src/sql/params.ts";
import { parameterNames } from "../../src/sql/render.ts";

/** What `$name` may stand for besides parameters: the context of every query. */
const contextNames = [
  "as_of",
  "observed_through",
  "observed_from",
  "week_start",
  "counted_from",
  "counted_through",
  "refund_policy",
];
/** What a parameter is called in SQL: a table stands there as a list for each field, a range as two. */
const sqlNames = ([name, spec]: readonly [string, ParamSpec]): readonly string[] =>
  spec.kind !== "table"
    ? [name]
    : Object.entries(spec.fields).flatMap(([field, { kind }]) =>
        kind === "range" ? [`${name}_${field}_low`, `${name}_${field}_high`] : [`${name}_${field}`],
      );
const levels = (markdown: string) => [...markdown.matchAll(/^(#+) /gm)].map(([, marks]) => marks!.length);

describe.each(analyses.map((analysis) => [analysis.id, analysis] as const))("%s", (_, analysis) => {
  it("explains itself under the same headings in every language", () => {
    const [first, ...others] = locales.map((locale) => levels(analysis.explain[locale]));
    expect(first).toHaveLength(5);
    for (const other of others) expect(other).toEqual(first);
  });

  it("names only its parameters and the context in its SQL", () => {
    const names = [...Object.entries(analysis.params as ParamSpecs).flatMap(sqlNames), ...contextNames];
    const bound = Object.keys(
      analysis.bind?.(
        Object.fromEntries(
          Object.entries(analysis.params as Record<string, { default: unknown }>).map(([name, spec]) => [
            name,
            spec.default,
          ]),
        ),
      ) ?? {},
    );
    const parts = Object.values(analysis.parts as Record<string, { sql: string }>);
    const used = [analysis.sql as string, ...parts.map(({ sql }) => sql)].flatMap(parameterNames);
    expect(used.filter((name) => ![...names, ...bound].includes(name))).toEqual([]);
  });

  it.each(locales)("labels every parameter and choice in %s", (locale) => {
    const messages = createMessages(locale);
    const specs = Object.entries(
      analysis.params as Record<string, { kind: string; choices?: readonly string[] }>,
    );
    for (const [name, { choices = [] }] of specs) {
      expect(analysis.paramLabel(name, messages)).toMatch(/\S/);
      for (const choice of choices) expect(analysis.choiceLabel(name, choice, messages)).toMatch(/\S/);
    }
    expect(analysis.title(messages)).toMatch(/\S/);
    expect(analysis.question(messages)).toMatch(/[?？。]$/);
  });
});
