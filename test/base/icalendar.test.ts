import { describe, expect, it } from "vitest";
import { escapeText, foldLine, toICalendar } from "../../src/base/icalendar.ts";

const madeAt = new Date("2025-06-17T12:30:00.250Z");
const event = { uid: "a@regulars", day: "2025-06-30", hour: null, summary: "Call", description: "" };
const unfolded = (text: string) => text.replaceAll("\r\n ", "");

describe("escapeText", () => {
  it("escapes as the example of RFC 5545, 3.3.11", () => {
    const text = "Project XYZ Final Review\nConference Room - 3B\nCome Prepared.";
    expect(escapeText(text)).toBe(String.raw`Project XYZ Final Review\nConference Room - 3B\nCome Prepared.`);
  });

  it("escapes backslash, comma and semicolon, not a colon, and leaves out control characters", () => {
    expect(escapeText("a\\b, c; d: e\r\nf\rg\u0007\th")).toBe("a\\\\b\\, c\\; d: e\\nf\\ng\th");
  });
});

describe("foldLine", () => {
  it("leaves 75 octets whole and folds the 76th", () => {
    expect(foldLine("x".repeat(75))).toBe("x".repeat(75));
    expect(foldLine("x".repeat(76))).toBe(`${"x".repeat(75)}\r\n x`);
    expect(foldLine("x".repeat(150))).toBe(`${"x".repeat(75)}\r\n ${"x".repeat(74)}\r\n x`);
  });

  it("keeps characters of several octets whole, and gives the same line unfolded", () => {
    const line = `SUMMARY:${"补货提醒，🧴".repeat(20)}`;
    const lines = foldLine(line).split("\r\n");
    expect(lines.length).toBeGreaterThan(3);
    for (const each of lines) {
      expect(new TextEncoder().encode(each).length).toBeLessThanOrEqual(75);
      expect(each).not.toMatch(/\p{Surrogate}/u);
    }
    expect(unfolded(foldLine(line))).toBe(line);
  });
});

describe("toICalendar", () => {
  it("writes an all-day event that ends on the day after, and takes up no time", () => {
    expect(toICalendar([event], { name: "Care; all", madeAt })).toBe(
      [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Regulars//Notebook//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Care\\; all",
        "X-WR-CALNAME:Care\\; all",
        "BEGIN:VEVENT",
        "UID:a@regulars",
        "DTSTAMP:20250617T123000Z",
        "DTSTART;VALUE=DATE:20250630",
        "DTEND;VALUE=DATE:20250701",
        "TRANSP:TRANSPARENT",
        "SUMMARY:Call",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n"),
    );
  });

  it("writes an hour of the wall clock without a zone, over midnight too", () => {
    const times = (hour: number) =>
      toICalendar([{ ...event, hour, description: "Ann\nBob" }], { name: "x", madeAt })
        .split("\r\n")
        .filter((line) => /^(DTSTART|DTEND|DESCRIPTION|TRANSP)/.test(line));
    expect(times(9)).toEqual(["DTSTART:20250630T090000", "DTEND:20250630T100000", "DESCRIPTION:Ann\\nBob"]);
    expect(times(23).slice(0, 2)).toEqual(["DTSTART:20250630T230000", "DTEND:20250701T000000"]);
  });

  it("refuses a calendar without an event, a day and an hour that are none", () => {
    const write = (more: object) => () => toICalendar([{ ...event, ...more }], { name: "x", madeAt });
    expect(() => toICalendar([], { name: "x", madeAt })).toThrow("missing event");
    expect(write({ day: "2025-02-30" })).toThrow("invalid date");
    expect(write({ hour: 24 })).toThrow("invalid hour");
  });
});
