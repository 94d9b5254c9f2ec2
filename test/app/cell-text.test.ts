import { describe, expect, it } from "vitest";
import { cellText, columnWidth, isNumeric } from "../../src/app/cell-text.ts";
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
