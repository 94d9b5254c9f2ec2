/** Which answers count as right. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerKind, checkAnswer, readNumber } from "../../src/app/check-answer.ts";
import { createMessages } from "../../src/messages/create-messages.ts";

describe("readNumber", () => {
  test.each([
    ["42", [42]],
    [" 1,234.5 ", [1234.5]],
    ["1.234,5", [1234.5]],
    ["1,234", [1234]],
    ["1.234", [1.234]],
    ["0,5", [0.5]],
    [".5", [0.5]],
    ["1 234 567", [1234567]],
    ["1\u202f234", [1234]],
    ["12’345", [12345]],
    ["−9.5", [-9.5]],
    ["€1,200", [1200]],
    ["１２．５％", [0.125, 12.5]],
    ["20%", [0.2, 20]],
    ["1.2万", [12000]],
    ["", []],
    ["1,23,456", []],
    ["about 5", []],
    ["1.2.3", []],
    ["-", []],
    [".", []],
    ["1e5", []],
  ])("reads %j", (text, numbers) => {
    expect(readNumber(text)).toEqual(numbers);
  });

  test("reads every number that the interface prints, in both languages", () => {
    for (const locale of ["en", "zh-Hans"] as const) {
      const messages = createMessages(locale);
      fc.assert(
        fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) => {
          const value = cents / 100;
          expect(readNumber(messages.number(value, 2))).toEqual([value]);
          expect(readNumber(messages.money(value, "EUR", { cents: true }))).toEqual([value]);
        }),
        { seed: 4 },
      );
    }
  });
});

describe("checkAnswer", () => {
  test("takes a number that is off by the tolerance at most", () => {
    expect(checkAnswer("42", 42, 0)).toBe("right");
    expect(checkAnswer("0.3", 0.1 + 0.2, 0)).toBe("right");
    expect(checkAnswer("43", 42, 1)).toBe("right");
    expect(checkAnswer("43.1", 42, 1)).toBe("wrong");
    expect(checkAnswer("-42", 42, 1)).toBe("wrong");
  });

  test("takes a share as a percentage and a percentage as a number of percent", () => {
    expect(checkAnswer("19.6%", 42 / 214, 0.0005)).toBe("right");
    expect(checkAnswer("20%", 20, 0)).toBe("right");
    expect(checkAnswer("20", 0.2, 0)).toBe("wrong");
  });

  test("takes a text in any case, width and spacing", () => {
    expect(checkAnswer("  at   RISK ", "At risk", 0)).toBe("right");
    expect(checkAnswer("ＡＢＣ", "abc", 0)).toBe("right");
    expect(checkAnswer("同期群", "同期群", 0)).toBe("right");
    expect(checkAnswer("champions", "At risk", 0)).toBe("wrong");
  });

  test("takes true and false in words of both languages", () => {
    expect([checkAnswer("Yes", true, 0), checkAnswer("否", true, 0)]).toEqual(["right", "wrong"]);
    expect([checkAnswer("false", false, 0), checkAnswer("maybe", false, 0)]).toEqual(["right", "unread"]);
  });

  test("judges neither nothing nor what is no number", () => {
    expect([checkAnswer(" ", 42, 0), checkAnswer("many", 42, 0)]).toEqual(["empty", "unread"]);
  });

  test("is asked by the kind of the expected answer", () => {
    expect([answerKind(1), answerKind("a"), answerKind(false)]).toEqual(["number", "text", "boolean"]);
  });
});
