import { describe, expect, it } from "vitest";
import { ambiguousDay, mappingRows, remap } from "../../src/app/import-columns.ts";
import type { FilePlan } from "../../src/orders/plan.ts";
import { importPlan } from "../support/fake-import.ts";

const [shopify, stall] = importPlan.files as [FilePlan, FilePlan];

describe("the mapping table of a file", () => {
  it("has a row for each meaning in the file's order, and the other columns apart", () => {
    const { mapped, others } = mappingRows(stall);
    expect(mapped).toEqual([
      {
        column: 0,
        name: "Customer",
        means: "customer_id",
        kind: "text",
        cells: ["anna", "bert", "anna"],
        evidence: [],
      },
      {
        column: 1,
        name: "Date",
        means: "ordered_at",
        kind: "day",
        cells: ["05/04/2025", "06/04/2025", "12/04/2025"],
        evidence: [],
      },
      {
        column: 2,
        name: "Amount",
        means: "net_amount",
        kind: "money",
        cells: ["24.00", "18.50", "31.00"],
        evidence: [],
      },
    ]);
    expect(others).toEqual([
      { column: 3, name: "Note", means: null, kind: "text", cells: ["cash", "", "cash"], evidence: [] },
    ]);
  });

  it("shows a column that means two things twice", () => {
    const both = { ...stall, mapping: { ...stall.mapping, order_id: 0 } };
    expect(
      mappingRows(both)
        .mapped.filter(({ column }) => column === 0)
        .map(({ means }) => means),
    ).toEqual(["order_id", "customer_id"]);
  });

  it("tells money, numbers, choices and times apart", () => {
    const kinds = Object.fromEntries(mappingRows(shopify).mapped.map(({ means, kind }) => [means, kind]));
    expect(kinds).toMatchObject({
      net_amount: "money",
      unit_price: "money",
      quantity: "number",
      status: "choice",
      ordered_at: "time",
      order_id: "text",
    });
  });
});

describe("a new meaning for a column", () => {
  it("takes the old one away first", () => {
    expect(remap(3, "email", "customer_id")).toEqual([
      ["email", null],
      ["customer_id", 3],
    ]);
    expect(remap(3, null, "city")).toEqual([["city", 3]]);
    expect(remap(3, "city", null)).toEqual([["city", null]]);
    expect(remap(3, "city", "city")).toEqual([]);
  });
});

describe("a day that reads in two ways", () => {
  const question = stall.questions[0]!;
  const withDates = (...dates: string[]) => ({
    ...stall,
    preview: dates.map((date) => ["a", date, "1", ""]),
  });

  it("is the first of the preview whose numbers differ and both can be months", () => {
    expect(ambiguousDay(withDates("13/04/2025", "05/05/2025", "5/4/2025 10:00"), question)).toEqual({
      text: "5/4/2025",
      dayFirst: "2025-04-05",
      monthFirst: "2025-05-04",
    });
  });

  it("is null where every cell reads in one way", () => {
    expect(ambiguousDay(withDates("2025-04-05", "13/04/2025", "0/4/2025"), question)).toBeNull();
  });
});
