import { describe, expect, it } from "vitest";
import { countToText } from "../../src/ingest/counted-dates.ts";
import { dateShape } from "../../src/ingest/dates.ts";
import { testDuckDb } from "../support/duckdb.ts";

/** Cells and what they mean; `mdy` where month first reads otherwise. */
const cells: readonly { readonly cell: string; readonly dmy: string; readonly mdy?: string }[] = [
  { cell: "2024-01-05", dmy: "2024-01-05 00:00:00" },
  { cell: "2024/1/5 8:30", dmy: "2024-01-05 08:30:00" },
  { cell: "2024.01.05 08:30:15", dmy: "2024-01-05 08:30:15" },
  { cell: "2024-01-05T08:30:15.123", dmy: "2024-01-05 08:30:15.123" },
  { cell: "2024年1月5日 08:30", dmy: "2024-01-05 08:30:00" },
  { cell: "05/01/2024", dmy: "2024-01-05 00:00:00", mdy: "2024-05-01 00:00:00" },
  { cell: "5.1.24", dmy: "2024-01-05 00:00:00", mdy: "2024-05-01 00:00:00" },
  { cell: "05/01/2024 9:05:00 PM", dmy: "2024-01-05 21:05:00", mdy: "2024-05-01 21:05:00" },
  { cell: "20240105", dmy: "2024-01-05 00:00:00" },
  { cell: "5 Jan 2024", dmy: "2024-01-05 00:00:00" },
  { cell: "05-Jan-24", dmy: "2024-01-05 00:00:00" },
  { cell: "January 5, 2024", dmy: "2024-01-05 00:00:00" },
  { cell: "Jan 5, 2024 10:15", dmy: "2024-01-05 10:15:00" },
];

describe("the shape of a date", () => {
  for (const { cell, dmy, mdy = dmy } of cells)
    it(`${cell} has a format by which DuckDB reads it`, async () => {
      const shape = dateShape(cell)!;
      const read = (order: "dmy" | "mdy") =>
        testDuckDb(`select strptime('${cell}', '${shape.date[order]}${shape.time}')::varchar`);
      expect([await read("dmy"), await read("mdy")]).toEqual([dmy, mdy]);
      expect(shape.order).toBe(dmy === mdy ? "fixed" : "open");
    });

  it("keeps an offset apart from the format", () => {
    const offsets = ["-0400", "+08:00", "Z", " UTC", " +0000", ""].map(
      (end) => dateShape(`2024-01-05 08:30:00${end}`)?.offset,
    );
    expect(offsets).toEqual(["offset", "offset", "utc", "utc", "utc", "none"]);
    expect(dateShape("2024-01-05 08:30:00 -0400")?.time).toBe(" %H:%M:%S");
  });

  it("is none of a number, an id, a month 13 or a year 0", () => {
    const none = [
      "12.50",
      "123456789012",
      "2024-13-01",
      "0000-00-00",
      "32/13/2024",
      "13/13/2024",
      "1-2",
      "hello",
    ];
    expect(none.map(dateShape)).toEqual(none.map(() => null));
  });
});

describe("dates that are counts", () => {
  it("are days since 1899-12-30 or seconds since 1970", () => {
    expect(countToText("45296", "excel_days")).toBe("2024-01-05");
    expect(countToText("45296.5", "excel_days")).toBe("2024-01-05 12:00:00");
    expect(countToText("1704443400", "unix_seconds")).toBe("2024-01-05T08:30:00Z");
    expect(countToText("1704443400000", "unix_milliseconds")).toBe("2024-01-05T08:30:00Z");
    expect(countToText("n/a", "excel_days")).toBe("n/a");
  });
});
