import { describe, expect, it } from "vitest";
import { analyses } from "../../src/analyses/index.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import { locales } from "../../src/messages/messages.ts";
import { valuesOf, type CheckedParams } from "../../src/runtime/statements.ts";
import type { ParamSpecs } from "../../src/sql/params.ts";
import { parseParams } from "../../src/sql/parse-params.ts";
import { parameterNames } from "../../src/sql/render.ts";
import { contextAt } from "../support/analyse.ts";

const levels = (markdown: string) => [...markdown.matchAll(/^(#+) /gm)].map(([, marks]) => marks!.length);

describe.each(analyses.map((analysis) => [analysis.id, analysis] as const))("%s", (_, analysis) => {
  it("explains itself under the same headings in every language", () => {
    const [first, ...others] = locales.map((locale) => levels(analysis.explain[locale]));
    expect(first).toHaveLength(5);
    for (const other of others) expect(other).toEqual(first);
  });

  it("names only its parameters and the context in its SQL", () => {
    const params = parseParams(analysis.params as ParamSpecs, {}) as CheckedParams;
    const fitted = Object.fromEntries((analysis.fit?.values ?? []).map((name: string) => [name, null]));
    const names = Object.keys(valuesOf(analysis, params, { ...contextAt("2024-12-31"), fitted }));
    const parts = Object.values(analysis.parts as Record<string, { sql: string }>);
    const used = [analysis.sql as string, ...parts.map(({ sql }) => sql)].flatMap(parameterNames);
    expect(used.filter((name) => !names.includes(name))).toEqual([]);
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
