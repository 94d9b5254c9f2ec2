import { describe, expect, it } from "vitest";
import { cellText, columnWidth, decimalsOf, isNumeric } from "../../src/app/cell-text.ts";
import type { Messages } from "../../src/messages/messages.ts";

/** Number forms that name their caller. */
const messages: Messages = {
  locale: "en",
  integer: (value) => `integer ${value}`,
  number: (value, digits) => `number ${value} ${digits}`,
  percent: (share, digits) => `percent ${share} ${digits}`,
  money: (value, currency, options) => `money ${value} ${currency} ${options?.cents}`,
  date: (day) => day,
  period: (day) => day,
  list: (items) => items.join(", "),
};

describe("a value in a table", () => {
  it("is printed by the unit of its column, then by its kind", () =>
    expect([
      cellText(0.25, { kind: "number", unit: "share" }, messages, "EUR"),
      cellText(3.5, { kind: "number", unit: "money" }, messages, "EUR"),
      cellText(1234, { kind: "integer", unit: "count" }, messages, null),
      cellText(0.12345, { kind: "number" }, messages, null),
      cellText("2025-01-01", { kind: "date" }, messages, null),
      cellText(false, { kind: "boolean" }, messages, null),
    ]).toEqual([
      "percent 0.25 1",
      "money 3.5 EUR true",
      "integer 1234",
      "number 0.12345 4",
      "2025-01-01",
      "false",
    ]));

  it("stands right when it is a number", () =>
    expect((["integer", "number", "text", "date"] as const).map((kind) => isNumeric({ kind }))).toEqual([
      true,
      true,
      false,
      false,
    ]));
});

describe("the decimals of a column", () => {
  it("are as many as its longest number needs, at most four", () => {
    expect(decimalsOf([1, 2.5, 3.25, null])).toBe(2);
    expect(decimalsOf([1 / 3])).toBe(4);
    expect(decimalsOf([7, -100])).toBe(0);
    expect(decimalsOf([])).toBe(0);
  });

  it("are the same for every number", () => {
    const plain: Messages = { ...messages, number: (value) => String(value) };
    expect(
      [7558, 3126.8, 558.17].map((value) => cellText(value, { kind: "number" }, plain, null, 2)),
    ).toEqual(["7558.00", "3126.80", "558.17"]);
  });
});

describe("the width of a column", () => {
  it("is that of its longest text, Chinese characters counting for two", () => {
    expect(columnWidth("cohort", ["2025-01-01", "1"])).toBe(10);
    expect(columnWidth("name", ["桂花乌龙茶"])).toBe(10);
  });

  it("is never under 3 and never over 44", () => {
    expect(columnWidth("k", ["1"])).toBe(3);
    expect(columnWidth("name", ["x".repeat(400)])).toBe(44);
  });
});
