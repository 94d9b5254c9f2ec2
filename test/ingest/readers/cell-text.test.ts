import { describe, expect, it } from "vitest";
import {
  doubleText,
  floatText,
  scaledText,
  withoutExponent,
} from "../../../src/ingest/readers/decimal-text.ts";
import {
  numberStyle,
  numberText,
  serialText,
  unescapeText,
} from "../../../src/ingest/readers/xlsx/cell-text.ts";

const day = { hasDay: true, hasTime: false };
const moment = { hasDay: true, hasTime: true };
const time = { hasDay: false, hasTime: true };

describe("the dates of spreadsheets", () => {
  it.each([
    [45296, day, false, "2024-01-05"],
    [1, day, false, "1900-01-01"],
    [59, day, false, "1900-02-28"],
    [60, day, false, "1900-02-29"],
    [61, day, false, "1900-03-01"],
    [43834, day, true, "2024-01-05"],
    [0, day, true, "1904-01-01"],
    [2_958_465, day, false, "9999-12-31"],
    [45296.4375, moment, false, "2024-01-05 10:30:00"],
    [45296.99999999, moment, false, "2024-01-06 00:00:00"],
    [45296.5, day, false, "2024-01-05 12:00:00"],
    [0.4375, time, false, "10:30:00"],
    [1.5, time, false, "1900-01-01 12:00:00"],
    [40513.351388888892, moment, false, "2010-12-01 08:26:00"],
    [45296.000005787, moment, false, "2024-01-05 00:00:00.500"],
  ] as const)("%d is %s as it is shown", (serial, style, is1904, text) => {
    expect(serialText(serial, style, is1904)).toBe(text);
  });

  it.each([
    ["[$€-407]#,##0.00", "€"],
    ['_-"US$"* #,##0.00_-', "US$"],
    ["\\$#,##0.00;[Red]-\\$#,##0.00", "$"],
    ["[$$-1009]#,##0.00", "CAD"],
    ["[$¥-804]#,##0.00", "CNY"],
    ["[$￥-411]#,##0", "JPY"],
  ])("no dates are shown by the format %s, but amounts in %s", (code, mark) => {
    expect(numberStyle(164, code)).toEqual({ kind: "general", mark });
  });

  it("are none below zero and behind the year 9999", () => {
    expect([-1, 2_958_466, NaN].map((serial) => serialText(serial, day, false))).toEqual([null, null, null]);
  });

  it.each([
    ["yyyy-mm-dd", day],
    ["d/m/yy", day],
    ["mmm-yy", day],
    ['[$-804]yyyy"年"m"月"d"日"', day],
    ["m/d/yy h:mm", moment],
    ["h:mm AM/PM", time],
    ["[h]:mm:ss", time],
    ["mm:ss.0", time],
    ["[Red]0.00", null],
    ['0.00" days"', null],
    ["#,##0.00;[Red]-#,##0.00", null],
    ['"Day "0', null],
    ["General", null],
    ["@", null],
    ['"¥"#,##0.00', null],
    ["0%", null],
  ] as const)("are recognised by the format %s", (code, style) => {
    expect(numberStyle(164, code)).toEqual(style === null ? { kind: "general" } : { kind: "date", ...style });
  });

  it("are recognised by the formats that have numbers, East Asian ones too", () => {
    const kinds = Array.from({ length: 60 }, (_, id) => numberStyle(id, undefined)).map((style, id) =>
      style.kind === "date" ? `${id}${style.hasDay ? "d" : ""}${style.hasTime ? "t" : ""}` : "",
    );
    expect(kinds.filter((kind) => kind !== "").join(" ")).toBe(
      "14d 15d 16d 17d 18t 19t 20t 21t 22dt 27d 28d 29d 30d 31d 32t 33t 34t 35t 36d 45t 46t 47t 50d 51d 52d 53d 54d 55t 56t 57d 58d",
    );
  });
});

describe("the numbers of spreadsheets", () => {
  it.each([
    ["0.30000000000000004", "0.3"],
    ["19.989999999999998", "19.99"],
    ["1E-3", "0.001"],
    ["1.5E+3", "1500"],
    ["-12.50", "-12.5"],
    ["100", "100"],
    ["0.1", "0.1"],
    ["123456789012345", "123456789012345"],
  ])("%s is shown as %s", (written, text) => {
    expect(numberText(written)).toEqual({ text, lost: false });
  });

  it("of more than 15 digits keep the digits that are written, and say that some may be gone", () => {
    expect(numberText("1.23456789012346E+17")).toEqual({ text: "123456789012346000", lost: true });
    expect(numberText("123456789012345678")).toEqual({ text: "123456789012345678", lost: true });
  });

  it("shown with leading zeros have a format of zeros", () => {
    expect(numberStyle(164, "00000")).toEqual({ kind: "padded", digits: 5 });
  });
});

describe("decimal texts", () => {
  it("have no exponent and lose nothing", () => {
    expect(["1e21", "-2.5e-7", "1.20E2", "12", "x1e3"].map(withoutExponent)).toEqual([
      "1000000000000000000000",
      "-0.00000025",
      "120",
      "12",
      "x1e3",
    ]);
    expect(scaledText(-5n, 2)).toBe("-0.05");
    expect(scaledText(123_456_789_012_345_678_901n, 4)).toBe("12345678901234567.8901");
    expect(floatText(Math.fround(0.1))).toBe("0.1");
    expect(floatText(Math.fround(16_777_217))).toBe("16777216");
    expect(doubleText(1e-7)).toBe("0.0000001");
  });

  it("of office programs have control characters written out", () => {
    expect(unescapeText("a_x000D_\nb_x005F_x0041_")).toBe("a\r\nb_x0041_");
  });
});
