import { describe, expect, it } from "vitest";
import { RegularsError } from "../../src/base/error.ts";
import { migrate } from "../../src/notebook/migrations.ts";
import { parseNotebook } from "../../src/notebook/parse.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { analysisCell, notebookOf, textCell } from "../support/notebook.ts";

const sound = notebookOf(
  textCell("c1", "Hello {{ a.b }}"),
  analysisCell("c2", "cohort-retention", { period: "week", list: [1, null, { a: true }] }),
);
const changed = (change: object) => ({ ...sound, ...change });
const cell = (change: object) => changed({ cells: [sound.cells[0], { ...sound.cells[1], ...change }] });
const reading = (change: object) => changed({ reading: { ...sound.reading, ...change } });

const refusal = (value: unknown): string => {
  try {
    parseNotebook(value);
  } catch (error) {
    expect(error).toBeInstanceOf(RegularsError);
    return (error as Error).message;
  }
  return "accepted";
};

describe("parseNotebook", () => {
  it("gives back what was saved, as a copy", () => {
    const parsed = parseNotebook(JSON.parse(JSON.stringify(sound)));
    expect(parsed).toEqual(sound);
    expect(parseNotebook(sound).cells[1]).not.toBe(sound.cells[1]);
  });

  it("keeps a cell's name", () => {
    expect(parseNotebook(cell({ name: "weekly" })).cells[1]).toEqual({ ...sound.cells[1], name: "weekly" });
  });

  it("fills rules that a file leaves out with their defaults", () => {
    expect(parseNotebook(reading({ rules: { refunds: "ignore" } })).reading.rules).toEqual({
      ...defaultRules,
      refunds: "ignore",
    });
  });

  it.each<[string, unknown, string]>([
    ["a text", "hello", 'invalid notebook: "hello"'],
    ["nothing", undefined, "invalid value: the notebook is no JSON"],
    ["null", null, "invalid notebook: null"],
    ["a list", [], "invalid notebook: []"],
    ["no version", {}, "missing version: this is no notebook of Regulars"],
    ["a newer version", changed({ version: 3 }), "unsupported version: 3"],
    ["a version in words", changed({ version: "1" }), "missing version: this is no notebook of Regulars"],
    ["a stray field", changed({ onload: 1 }), "unknown field: onload"],
    ["an id that is a path", changed({ id: "../x" }), 'invalid id: "../x"'],
    ["no title", changed({ title: undefined }), "missing title"],
    ["a title that is a number", changed({ title: 3 }), "invalid title: 3"],
    ["a reading without rules", reading({ rules: undefined }), "invalid reading.rules: undefined"],
    ["a rule that is unknown", reading({ rules: { tax: "in" } }), "unknown counting rule: reading.rules.tax"],
    ["a rule's wrong value", reading({ rules: { unpaid: "yes" } }), 'invalid reading.rules.unpaid: "yes"'],
    ["a day that is none", reading({ asOf: "2025-02-30" }), 'invalid reading.asOf: "2025-02-30"'],
    ["a zone that is none", reading({ timeZone: "Mars/Base" }), 'invalid reading.timeZone: "Mars/Base"'],
    ["a week start", reading({ weekStart: "friday" }), 'invalid reading.weekStart: "friday"'],
    ["a currency", reading({ currency: "euro" }), 'invalid reading.currency: "euro"'],
    ["a clause that is a number", changed({ filter: { clauses: [1] } }), "missing filter.clauses[0].by"],
    ["cells that are no list", changed({ cells: {} }), "invalid cells: {}"],
    ["a cell that is null", changed({ cells: [null] }), "missing cells[0].kind"],
    ["an unknown kind", cell({ kind: "script" }), 'unknown kind: "script" at cells[1].kind'],
    ["a kind that is no text", cell({ kind: 7 }), "invalid cells[1].kind: 7"],
    ["a stray field of a cell", cell({ src: "x" }), "unknown field: cells[1].src"],
    ["parameters that are a list", cell({ params: [] }), "invalid cells[1].params: []"],
    ["an analysis that is a path", cell({ analysis: "a/b" }), 'invalid cells[1].analysis: "a/b"'],
    ["an id that stands twice", cell({ id: "c1" }), 'invalid cells[1].id: "c1" stands there twice'],
    [
      "text cell with a number",
      changed({ cells: [{ kind: "text", id: "a", markdown: 1 }] }),
      "invalid cells[0].markdown: 1",
    ],
    ["a function", cell({ params: { f: () => 1 } }), "invalid value: cells[1].params.f is no JSON"],
    ["a date object", cell({ params: { d: new Date(0) } }), "invalid value: cells[1].params.d is no JSON"],
    ["not a number", cell({ params: { n: Number.NaN } }), "invalid value: cells[1].params.n is no JSON"],
  ])("refuses %s with the reason and the place", (_name, value, message) => {
    expect(refusal(value)).toBe(message);
  });

  it.each(["__proto__", "constructor", "prototype"])("refuses the key %s wherever it stands", (key) => {
    const hostile = JSON.stringify(sound).replace('"period"', `"${key}"`);
    expect(refusal(JSON.parse(hostile))).toBe(`invalid key: cells[1].params.${key}`);
    expect(refusal(JSON.parse(`{"${key}":{"polluted":true},"version":1}`))).toBe(`invalid key: ${key}`);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("refuses more than 200 cells and takes 200", () => {
    const many = (count: number) =>
      changed({ cells: Array.from({ length: count }, (_, index) => textCell(`t${index}`)) });
    expect(parseNotebook(many(200)).cells).toHaveLength(200);
    expect(refusal(many(201))).toBe("invalid cells: 201 of them");
  });

  it("refuses a cell of more than 64 KiB of UTF-8 and takes one of just as many", () => {
    const frame = JSON.stringify(textCell("c1")).length;
    const filled = (bytes: number) => notebookOf(textCell("c1", `é${"x".repeat(bytes - frame - 2)}`));
    expect(parseNotebook(filled(65_536)).cells).toHaveLength(1);
    expect(refusal(filled(65_537))).toBe("invalid cells[0]: 65537 bytes");
  });

  it("refuses values nested deeper than 32, and circles", () => {
    const nest = (levels: number): unknown => (levels === 0 ? 1 : [nest(levels - 1)]);
    expect(refusal(cell({ params: { deep: nest(27) } }))).toBe("accepted");
    expect(refusal(cell({ params: { deep: nest(28) } }))).toMatch(
      /^invalid notebook: deeper than 32 at cells\[1\]/,
    );
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    expect(refusal(cell({ params: circle }))).toMatch(/^invalid notebook: deeper than 32/);
  });

  it("refuses a small value that unfolds into a large one", () => {
    let bomb: unknown = "x".repeat(100);
    for (let level = 0; level < 25; level++) bomb = [bomb, bomb];
    expect(refusal(cell({ params: { bomb } }))).toBe("invalid notebook: larger than 16 MiB");
  });

  it("asks the caller about each analysis cell, with its place", () => {
    const seen: unknown[] = [];
    parseNotebook(sound, (...args) => void seen.push(args));
    expect(seen).toEqual([
      ["cohort-retention", { period: "week", list: [1, null, { a: true }] }, "cells[1]"],
    ]);
  });
});

describe("migrate", () => {
  const steps = [
    (document: object) => ({ ...document, version: 2, added: true }),
    (document: object) => ({ ...document, version: 3, title: "third" }),
  ];

  it("takes an old document through every step from its own version", () => {
    expect(migrate({ version: 1 }, steps)).toEqual({ version: 3, added: true, title: "third" });
    expect(migrate({ version: 2 }, steps)).toEqual({ version: 3, title: "third" });
    expect(migrate({ version: 3 }, steps)).toEqual({ version: 3 });
  });

  it("refuses one that is newer than the program", () => {
    expect(() => migrate({ version: 4 }, steps)).toThrow("unsupported version: 4");
  });
});
