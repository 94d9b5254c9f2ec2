import { describe, expect, it } from "vitest";
import {
  asSentence,
  byteProgress,
  byteSize,
  errorText,
  evidenceTexts,
  inClauses,
  inRow,
  maybeMessage,
  openedAt,
  withoutBidi,
} from "../../src/app/screen-text.ts";
import { RegularsError } from "../../src/base/error.ts";
import { sortDropped } from "../../src/app/dropped-files.ts";
import { resolveTheme } from "../../src/app/theme.ts";
import { createMessages } from "../../src/messages/create-messages.ts";

const en = createMessages("en");
const zh = createMessages("zh-Hans");

describe("a text of a file in a sentence", () => {
  it("turns nothing around it", () => {
    expect(withoutBidi("a\u202eb\u2066c\u200fd\u061c مرحبا")).toBe("abcd مرحبا");
    expect(errorText(new Error("invalid \u202ecell"), createMessages("en"))).toBe("invalid cell.");
  });
});

describe("the words of the screens", () => {
  it("give sizes in decimal units", () => {
    expect(
      [0, 999, 1_000, 6_800_000, 18_000_000, 999_600, 2.5e12].map((bytes) => byteSize(bytes, en)),
    ).toEqual(["0 B", "999 B", "1 kB", "6.8 MB", "18 MB", "1 MB", "2.5 TB"]);
  });

  it("give progress in the unit of the total", () => {
    expect(byteProgress(4_100_000, 6_800_000, en)).toEqual({ done: "4.1", total: "6.8 MB" });
    expect(byteProgress(0, 48_000_000, en)).toEqual({ done: "0", total: "48 MB" });
  });

  it("name the time on the same day and the date before", () => {
    const at = new Date(2025, 5, 18, 14, 2).getTime();
    expect(openedAt(at, new Date(2025, 5, 18, 23, 59).getTime(), en)).toBe("Today, 14:02");
    expect(openedAt(at, new Date(2025, 5, 19, 0, 1).getTime(), en)).toBe("18 Jun 2025");
    expect(openedAt(at, at, zh)).toBe("今天14:02");
  });

  it("find a message by its key in the language asked, and none for an unknown key", () => {
    expect(maybeMessage("import_cancel", {}, zh)).toBe("取消");
    expect(maybeMessage("no_such_key", {}, en)).toBeNull();
    expect(maybeMessage("toString", {}, en)).toBeNull();
    expect(evidenceTexts([{ key: "no_such_key" }], en)).toEqual(["no_such_key"]);
  });

  it("set texts in a row, after full-width punctuation without a blank", () => {
    expect(inRow(["One.", "", "Two."])).toBe("One. Two.");
    expect(inRow(["一。", "二。", "3"])).toBe("一。二。3");
    expect(inRow(["One.", "二。"])).toBe("One. 二。");
    expect(inRow([])).toBe("");
  });

  it("end clauses as sentences and part them with semicolons", () => {
    expect(["One", "One.", "", "一"].map((text) => asSentence(text, en))).toEqual([
      "One.",
      "One.",
      "",
      "一.",
    ]);
    expect(asSentence("一", zh)).toBe("一。");
    expect(inClauses(["One", "two"], en)).toBe("One; two");
    expect(inClauses(["一", "二"], zh)).toBe("一；二");
  });
});

describe("what an error says", () => {
  it("is its message and its hint, in the language of the page where it has a key with words", () => {
    const error = new RegularsError("invalid second count: 26,411", { hint: "Nothing was loaded." });
    expect(errorText(error, en)).toBe("invalid second count: 26,411. Nothing was loaded.");
    expect(errorText(Object.assign(error, { key: "import_failed_title" }), zh)).toBe(
      "没有读到任何数据。Nothing was loaded.",
    );
    expect(errorText(null, en)).toBe("");
  });
});

describe("dropped files", () => {
  it("are notebooks by their name and orders otherwise", () => {
    const [a, b, c] = ["a.csv", "b.Regulars.JSON", "c.json"].map((name) => new File([], name));
    expect(sortDropped([a!, b!, c!])).toEqual({ notebooks: [b], orders: [a, c] });
  });
});

describe("the theme", () => {
  it("is the chosen one, or what the machine prefers", () => {
    const machine = (dark: boolean, moreContrast: boolean) => ({ dark, moreContrast });
    expect(resolveTheme("contrast", machine(true, false))).toBe("contrast");
    expect(resolveTheme("system", machine(false, false))).toBe("light");
    expect(resolveTheme("system", machine(true, false))).toBe("dark");
    expect(resolveTheme("system", machine(false, true))).toBe("contrast");
    expect(resolveTheme("system", machine(true, true))).toBe("contrast-dark");
  });
});
