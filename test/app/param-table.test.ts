import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { membershipTiers } from "../../src/analyses/membership-tiers/analysis.ts";
import { params as rfmParams } from "../../src/analyses/rfm/params.ts";
import {
  cellFault,
  draftRows,
  moveRow,
  newRow,
  readTable,
  rowBounds,
  unfinishedDate,
} from "../../src/app/param-table.ts";
import { hasControl } from "../../src/app/param-text.ts";
import { parseParams } from "../../src/sql/parse-params.ts";
import type { TableParam } from "../../src/sql/params.ts";

const tiers = {
  kind: "table",
  fields: {
    tier: { kind: "text", default: "New" },
    note: { kind: "text", nullable: true, default: null },
    spend: { kind: "number", min: 0, default: 100 },
    orders: { kind: "number", min: 1, max: 9, integer: true, nullable: true, default: null },
    from: { kind: "date", nullable: true, default: null },
    until: { kind: "date", default: "2025-01-31" },
    counts: { kind: "boolean", default: true },
    rule: { kind: "choice", choices: ["any", "all"], default: "any" },
    r: { kind: "range", min: 1, max: 5, integer: true, default: [1, 5] },
  },
  nullable: true,
  minRows: 1,
  default: [{ tier: "Gold", spend: 1000.5, orders: 3, from: "2024-06-01", r: [4, 5] }],
} as const satisfies TableParam;

const fresh = {
  tier: "New",
  note: "",
  spend: "100",
  orders: "",
  from: "",
  until: "2025-01-31",
  counts: "true",
  rule: "any",
  r: ["1", "5"],
} as const;

describe("a table of parameters", () => {
  it("has a control", () => expect(hasControl(tiers)).toBe(true));

  it("becomes texts, with the defaults where a row says nothing", () =>
    expect(draftRows(tiers, tiers.default)).toEqual([
      { ...fresh, tier: "Gold", spend: "1000.5", orders: "3", from: "2024-06-01", r: ["4", "5"] },
    ]));

  it("stays no table where it is null", () => {
    expect(draftRows(tiers, null)).toBeNull();
    expect(readTable(tiers, null)).toEqual({ value: null });
  });

  it("has a fault where a date is half typed, also where none is allowed", () => {
    for (const field of ["from", "until"] as const)
      expect(cellFault(tiers.fields[field], unfinishedDate)).toEqual({ kind: "date" });
    expect(readTable(tiers, [{ ...fresh, from: unfinishedDate }])).toEqual({
      faults: [{ row: 0, field: "from", fault: { kind: "date" } }],
    });
    expect(cellFault(tiers.fields.from, "")).toBeNull();
  });

  it("says that the order of its rows counts only where the first that fits decides", () => {
    const firstFits = (spec: TableParam) => spec.firstFits ?? false;
    expect(firstFits(rfmParams.segments)).toBe(true);
    expect(firstFits(membershipTiers.params.ladder)).toBe(true);
    expect(firstFits(rfmParams.cuts)).toBe(false);
    expect(firstFits(rfmParams.notes)).toBe(false);
  });

  it("begins a new row with the defaults of its fields", () => expect(newRow(tiers)).toEqual(fresh));

  it("is read with decimal commas, empty fields as null where that is allowed", () =>
    expect(
      readTable(tiers, [{ ...fresh, spend: "99,5", orders: " ", counts: "false", r: ["2", "2"] }]),
    ).toEqual({
      value: [
        {
          tier: "New",
          note: null,
          spend: 99.5,
          orders: null,
          from: null,
          until: "2025-01-31",
          counts: false,
          rule: "any",
          r: [2, 2],
        },
      ],
    }));

  it("names every fault at its place", () =>
    expect(
      readTable(tiers, [
        { ...fresh, spend: "-1", orders: "2.5" },
        { ...fresh, spend: "much", until: "", r: ["5", "1"] },
        { ...fresh, spend: "", orders: "10", until: "2025-02-30", r: ["1", "6"] },
        { ...fresh, tier: "x".repeat(201), rule: "none", r: ["", "1"] },
      ]),
    ).toEqual({
      faults: [
        { row: 0, field: "spend", fault: { kind: "bounds", min: 0, max: undefined } },
        { row: 0, field: "orders", fault: { kind: "whole" } },
        { row: 1, field: "spend", fault: { kind: "number" } },
        { row: 1, field: "until", fault: { kind: "missing" } },
        { row: 1, field: "r", fault: { kind: "range" } },
        { row: 2, field: "spend", fault: { kind: "missing" } },
        { row: 2, field: "orders", fault: { kind: "bounds", min: 1, max: 9 } },
        { row: 2, field: "until", fault: { kind: "date" } },
        { row: 2, field: "r", fault: { kind: "bounds", min: 1, max: 5 } },
        { row: 3, field: "tier", fault: { kind: "long" } },
        { row: 3, field: "rule", fault: { kind: "missing" } },
        { row: 3, field: "r", fault: { kind: "missing" } },
      ],
    }));

  it("allows between none and a hundred rows unless it says otherwise", () => {
    expect(rowBounds(tiers)).toEqual({ min: 1, max: 100 });
    expect(rowBounds({ ...tiers, minRows: undefined as never, maxRows: 3 })).toEqual({ min: 0, max: 3 });
  });

  it("moves a row by one step and not over an end", () => {
    const rows = ["a", "b", "c"].map((tier) => ({ tier }));
    const order = (from: number, by: -1 | 1) => moveRow(rows, from, by).map(({ tier }) => tier);
    expect([order(0, 1), order(2, -1), order(0, -1), order(2, 1)]).toEqual([
      ["b", "a", "c"],
      ["a", "c", "b"],
      ["a", "b", "c"],
      ["a", "b", "c"],
    ]);
  });
});

describe("a typed table, whatever is typed,", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 210 }),
    fc.constantFrom("", "1", "2.5", "9", "-3", "2024-02-29", "2024-02-30", "any", "true"),
  );
  const row = fc.record({
    tier: text,
    note: text,
    spend: text,
    orders: text,
    from: text,
    until: text,
    counts: fc.constantFrom("true", "false"),
    rule: text,
    r: fc.tuple(text, text),
  });

  it("is taken by the parser where it has no fault, and has a fault where the parser would refuse it", () =>
    fc.assert(
      fc.property(row, (typed) => {
        const read = readTable(tiers, [typed]);
        const faulty = Object.entries(tiers.fields).filter(
          ([field, spec]) => cellFault(spec, typed[field as keyof typeof typed]) !== null,
        );
        if ("faults" in read) expect(read.faults.map(({ field }) => field)).toEqual(faulty.map(([f]) => f));
        else expect(parseParams({ tiers }, { tiers: read.value }).tiers).toEqual(read.value);
      }),
      { seed: 7, numRuns: 300 },
    ));

  it("comes back from a value as that value", () =>
    fc.assert(
      fc.property(
        fc.record({
          tier: fc.string({ maxLength: 20 }),
          note: fc.option(fc.string({ minLength: 1, maxLength: 9 }).filter((each) => each.trim() !== "")),
          spend: fc.integer({ min: 0, max: 1e6 }).map((cents) => cents / 100),
          orders: fc.option(fc.integer({ min: 1, max: 9 })),
          from: fc.option(fc.constantFrom("2024-02-29", "2025-12-31")),
          until: fc.constant("2025-01-31"),
          counts: fc.boolean(),
          rule: fc.constantFrom("any", "all"),
          r: fc.constantFrom([1, 1], [2, 5]),
        }),
        (value) => {
          expect(readTable(tiers, draftRows(tiers, [value]))).toEqual({ value: [value] });
        },
      ),
      { seed: 7, numRuns: 100 },
    ));
});
