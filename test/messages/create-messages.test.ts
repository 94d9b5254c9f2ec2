import { describe, expect, it } from "vitest";
import { createMessages } from "../../src/messages/create-messages.ts";

const en = createMessages("en");
const zh = createMessages("zh-Hans");

describe("numbers", () => {
  it("are grouped, with a true minus", () => {
    expect([en.integer(1234567.4), en.integer(-1234), zh.integer(-1234567)]).toEqual([
      "1,234,567",
      "−1,234",
      "−1,234,567",
    ]);
    expect([en.number(1234.56), en.number(2, 3), en.number(0.12345, 3), zh.number(-0.5)]).toEqual([
      "1,234.6",
      "2",
      "0.123",
      "−0.5",
    ]);
  });

  it("have no sign where they round to zero", () => {
    expect([en.integer(-0.2), en.percent(-0.001), en.money(-0.3, "EUR")]).toEqual(["0", "0%", "€0"]);
  });

  it("are shares as percent, with as many decimals as asked", () => {
    expect([en.percent(0.2449), en.percent(1), en.percent(0.2, 1), zh.percent(-0.125, 1)]).toEqual([
      "24%",
      "100%",
      "20.0%",
      "−12.5%",
    ]);
  });
});

describe("money", () => {
  it("carries the narrow sign of its currency, cents where asked", () => {
    expect([
      en.money(1234.5, "EUR"),
      en.money(1234.5, "EUR", { cents: true }),
      en.money(-0.5, "USD", { cents: true }),
      en.money(1234.5, "JPY", { cents: true }),
      en.money(5, "CNY"),
      zh.money(1234.5, "CNY", { cents: true }),
      zh.money(-88, "USD"),
    ]).toEqual(["€1,235", "€1,234.50", "−$0.50", "¥1,235", "¥5", "¥1,234.50", "−$88"]);
  });

  it("is a bare number where the currency is unknown", () => {
    expect([en.money(1234.5, null), en.money(1234.5, null, { cents: true }), en.money(5, "euros")]).toEqual([
      "1,235",
      "1,234.50",
      "5",
    ]);
  });
});

describe("dates", () => {
  it("are written out", () => {
    expect([en.date("2025-06-07"), zh.date("2025-06-07")]).toEqual(["7 Jun 2025", "2025年6月7日"]);
    expect(() => en.date("2025-2-3")).toThrow("invalid date: 2025-2-3");
  });

  it("name their period", () => {
    const periods = ["day", "week", "month", "quarter", "year"] as const;
    expect(periods.map((period) => en.period("2025-06-09", period))).toEqual([
      "9 Jun 2025",
      "Week of 9 Jun 2025",
      "Jun 2025",
      "2025 Q2",
      "2025",
    ]);
    expect(periods.map((period) => zh.period("2025-06-09", period))).toEqual([
      "2025年6月9日",
      "2025年6月9日起的一周",
      "2025年6月",
      "2025年第2季度",
      "2025年",
    ]);
  });
});

it("lists are joined in the language", () => {
  expect([en.list([]), en.list(["a"]), en.list(["a", "b", "c"]), zh.list(["甲", "乙", "丙"])]).toEqual([
    "",
    "a",
    "a, b and c",
    "甲、乙和丙",
  ]);
});
