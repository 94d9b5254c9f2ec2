import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ledgerAmount,
  maybeTypedAmount,
  toDecimal,
  toTenThousandths,
  decimalsOf,
} from "../../src/app/exact-amount.ts";

describe("exact amounts", () => {
  it("read decimal texts of up to four decimals, with either minus", () => {
    expect(["12", "-12.5", "−0.0001", "2297200.8603"].map(toTenThousandths)).toEqual([
      120_000n,
      -125_000n,
      -1n,
      22_972_008_603n,
    ]);
  });

  it.each(["", "1,5", "1.23456", "1e3", "abc"])("refuse %j, which is no such decimal", (text) => {
    expect(() => toTenThousandths(text)).toThrow(new RangeError(`invalid amount: ${text}`));
  });

  it("are written with at least two decimals and no needless ones", () => {
    expect([3_711_067_100n, 22_972_008_603n, -5n, 0n, 12_300n].map(toDecimal)).toEqual([
      "371106.71",
      "2297200.8603",
      "-0.0005",
      "0.00",
      "1.23",
    ]);
  });

  it("come back from their text unchanged", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (value) => {
        expect(toTenThousandths(toDecimal(value))).toBe(value);
      }),
      { seed: 2 },
    );
  });

  it("stand in a ledger grouped, exact beyond what a double holds, with a true minus", () => {
    expect(ledgerAmount(99_999_999_999_999_999n, { locale: "en" })).toBe("9,999,999,999,999.9999");
    expect(ledgerAmount(-29_146_000n, { locale: "zh-Hans" })).toBe("−2,914.60");
  });
});

describe("amounts as a person types them", () => {
  it.each([
    ["399,643.51", 3_996_435_100n],
    ["399.643,51", 3_996_435_100n],
    ["€ 399 643,51", 3_996_435_100n],
    ["1'234.5 CHF", 12_345_000n],
    ["1,234,567", 12_345_670_000n],
    ["1.234", 12_340_000n],
    ["12,5", 125_000n],
    ["−7.25", -72_500n],
    ["0", 0n],
  ])("%j is read", (text, value) => {
    expect(maybeTypedAmount(text)).toBe(value);
  });

  it.each(["", "abc", "1.23.4,5.6", "12.34567", "1-2", "."])("%j is no amount", (text) => {
    expect(maybeTypedAmount(text)).toBeNull();
  });
});

it("amounts of one account have as many decimals as the longest of them", () => {
  const values = [97_477_479_340n, 9_189_366_100n, 0n];
  expect(decimalsOf(values)).toBe(3);
  expect(values.map((value) => ledgerAmount(value, { locale: "en" }, decimalsOf(values)))).toEqual([
    "9,747,747.934",
    "918,936.610",
    "0.000",
  ]);
  expect(decimalsOf([])).toBe(2);
});
