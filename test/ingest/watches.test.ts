import { describe, expect, it } from "vitest";
import { OffsetWatch } from "../../src/ingest/watches.ts";

function seen(...cells: string[]) {
  const watch = new OffsetWatch();
  for (const cell of cells) {
    const bytes = new TextEncoder().encode(cell);
    watch.see(bytes, 0, bytes.length);
  }
  return watch.evidence();
}

describe("the offsets of stamps", () => {
  it("are read in every form that exports write, in minutes ahead of UTC", () => {
    expect(
      seen(
        "2025-01-02 10:00:00 +0100",
        '"2025-01-02 10:00:00 +0100"',
        "2025-01-02T10:00:00-05:30",
        "2025-01-02T10:00:00+08",
        "2025-01-02T10:00:00Z",
        "2025-01-02 10:00:00 UTC",
      ),
    ).toEqual({ minutes: { 0: 2, 60: 2, "-330": 1, 480: 1 }, without: 0 });
  });

  it("are none in a date or a time of day, and blanks are no stamps", () => {
    expect(seen("2025-01-02", "2025-01-02 10:00:00", "02-01-2025", "", '""')).toEqual({
      minutes: {},
      without: 3,
    });
  });
});
