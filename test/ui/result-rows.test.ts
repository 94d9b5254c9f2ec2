import { describe, expect, it } from "vitest";
import type { RowsAnswer, RowsRequest } from "../../src/runtime/state.ts";
import { ResultRows } from "../../src/ui/table/result-rows.svelte.ts";

/** Rows 0 to 9,999 of a result, answered one at a time when told to. */
function source() {
  const asked: RowsRequest[] = [];
  const waiting: (() => void)[] = [];
  const ask = (request: RowsRequest): Promise<RowsAnswer> => {
    asked.push(request);
    return new Promise((resolve) =>
      waiting.push(() => {
        const all = Array.from({ length: 10_000 }, (_, n) => ({ n }));
        const found = request.where.length > 0 ? all.filter(({ n }) => n % 10 === 0) : all;
        const sorted = request.sort?.descending ? found.toReversed() : found;
        resolve({ rows: sorted.slice(request.offset, request.offset + request.limit), total: sorted.length });
      }),
    );
  };
  const answer = async () => {
    waiting.shift()!();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { asked, ask, answer, waiting };
}
const loaded = Array.from({ length: 200 }, (_, n) => ({ n }));
const isNull = { column: "n", test: "is_null", value: "" } as const;

describe("the rows of a table", () => {
  it("are asked for page by page as they come into view, and not again", async () => {
    const { asked, ask, answer } = source();
    const rows = new ResultRows(loaded, 10_000, ask);
    rows.need(0, 40);
    expect(asked).toEqual([]);
    rows.need(190, 230);
    expect(asked).toEqual([{ offset: 200, limit: 200, sort: null, where: [] }]);
    expect(rows.row(205)).toBeUndefined();
    await answer();
    expect([rows.row(199), rows.row(205)]).toEqual([{ n: 199 }, { n: 205 }]);
    rows.need(190, 230);
    expect(asked).toHaveLength(1);
  });

  it("that left the view before their turn are not asked for at all", async () => {
    const { asked, ask, answer } = source();
    const rows = new ResultRows(loaded, 10_000, ask);
    for (const first of [1_000, 3_000, 5_000, 9_000]) rows.need(first, first + 20);
    await answer();
    await answer();
    expect(asked.map(({ offset }) => offset)).toEqual([1_000, 9_000]);
    expect([rows.row(5_005), rows.row(9_005)]).toEqual([undefined, { n: 9_005 }]);
  });

  it("are sorted by a query, up, down and not; the old ones stay until the new ones are there", async () => {
    const { asked, ask, answer } = source();
    const rows = new ResultRows(loaded, 10_000, ask);
    rows.sortBy("n");
    rows.sortBy("n");
    expect(rows.sort).toEqual({ column: "n", descending: true });
    expect([rows.isStale, rows.row(0)]).toEqual([true, { n: 0 }]);
    await answer();
    // The answer to the first sort is dropped.
    expect([rows.isStale, rows.row(0)]).toEqual([true, { n: 0 }]);
    await answer();
    expect([rows.isStale, rows.row(0)]).toEqual([false, { n: 9_999 }]);
    expect(asked.map(({ sort }) => sort?.descending)).toEqual([false, true]);
    rows.sortBy("n");
    expect([rows.sort, rows.row(0)]).toEqual([null, { n: 0 }]);
  });

  it("are chosen by a query, which counts them", async () => {
    const { ask, answer } = source();
    const rows = new ResultRows(loaded, 10_000, ask);
    rows.addCondition(isNull);
    await answer();
    expect([rows.total, rows.all, rows.row(1)]).toEqual([1_000, 10_000, { n: 10 }]);
    rows.removeCondition(null);
    expect([rows.total, rows.row(1)]).toEqual([10_000, { n: 1 }]);
  });

  it("are counted by the first page where nobody counted them", async () => {
    const { asked, ask, answer } = source();
    const rows = new ResultRows(loaded, null, ask);
    expect([rows.total, rows.length]).toEqual([null, 200]);
    await answer();
    expect([rows.total, asked[0]?.offset]).toEqual([10_000, 200]);
  });

  it("are all exported as they are shown, in pieces", async () => {
    const { ask, waiting } = source();
    const rows = new ResultRows(loaded, 10_000, ask);
    const pieces = rows.pieces();
    const first = pieces.next();
    waiting.shift()!();
    expect((await first).value).toHaveLength(10_000);
    expect((await pieces.next()).done).toBe(true);
  });

  it("tell an error and are read when asked again", async () => {
    let fails = true;
    const { asked, ask, answer } = source();
    const rows = new ResultRows(loaded, 10_000, (request) =>
      fails ? Promise.reject(new Error("stopped")) : ask(request),
    );
    rows.need(400, 420);
    await new Promise((resolve) => setTimeout(resolve));
    expect(rows.error?.message).toBe("stopped");
    fails = false;
    rows.retry();
    await answer();
    expect([rows.error, rows.row(400), asked.length]).toEqual([null, { n: 400 }, 1]);
  });
});
