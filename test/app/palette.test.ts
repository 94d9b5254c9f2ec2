import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fit, folded, pieces, rank, type PaletteEntry } from "../../src/app/palette.ts";

const entry = (title: string, change: Partial<PaletteEntry> = {}): PaletteEntry => ({
  id: title,
  group: "run",
  title,
  ...change,
});
const best = (query: string, ...titles: readonly string[]) =>
  rank(
    titles.map((title) => entry(title)),
    query,
  ).flatMap(({ found }) => found.map(({ entry: { title } }) => title));

describe("finding by a few letters", () => {
  it("puts a beginning before a word, a word before its middle, initials before strewn letters", () =>
    expect(best("co", "Recount", "Show costs", "Cohorts", "Copy")).toEqual([
      "Cohorts",
      "Copy",
      "Show costs",
      "Recount",
    ]));

  it("reads initials and beginnings of words", () => {
    expect(fit(entry("Add Cohort retention"), "acr")).toEqual({
      score: 40,
      spans: [
        [0, 1],
        [4, 5],
        [11, 12],
      ],
    });
    expect(fit(entry("Cohort retention"), "coret")).toEqual({
      score: 40,
      spans: [
        [0, 2],
        [7, 10],
      ],
    });
  });

  it("wants every word of the query, in any order, and marks what fits", () => {
    expect(fit(entry("Cohort retention"), "ret coh")?.spans).toEqual([
      [0, 3],
      [7, 10],
    ]);
    expect(fit(entry("Cohort retention"), "cohort abc")).toBe(null);
  });

  it("finds Chinese by any characters in their order", () => {
    expect(fit(entry("新增同期群留存"), "同期")).toEqual({ score: 80, spans: [[2, 4]] });
    expect(fit(entry("新增同期群留存"), "同留")?.spans).toEqual([
      [2, 3],
      [5, 6],
    ]);
    expect(fit(entry("新增同期群留存"), "群新")).toBe(null);
  });

  it("does not find two letters that are strewn over a title, nor many over a long one", () => {
    expect(fit(entry("Print as a report"), "pz")).toBe(null);
    expect(fit(entry("Net amount by month of the first order"), "ntr")).toBe(null);
  });

  it("finds by further words for half, without a mark", () => {
    const named = entry("Cohort retention", { words: "second_orders" });
    expect(fit(named, "second")).toEqual({ score: 50, spans: [] });
  });

  it("shows groups in their order, each as given for an empty query", () => {
    const entries = [
      entry("b"),
      entry("a"),
      entry("z", { group: "notebook" }),
      entry("o", { group: "open" }),
    ];
    expect(
      rank(entries, "  ").map(({ group, found }) => [group, found.map((each) => each.entry.title)]),
    ).toEqual([
      ["notebook", ["z"]],
      ["run", ["b", "a"]],
      ["open", ["o"]],
    ]);
  });

  it("marks only what a query's letters are, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (title, query) => {
        const found = fit({ title }, query);
        if (!found) return;
        expect(
          pieces(title, found.spans)
            .map(({ text }) => text)
            .join(""),
        ).toBe(title);
        const marked = pieces(folded(title), found.spans).filter(({ fits }) => fits);
        for (const { text } of marked) for (const unit of text) expect(folded(query)).toContain(unit);
      }),
    );
  });
});
