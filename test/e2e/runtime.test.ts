/** The reactive notebook in a real browser: a run that would take days is stopped, and what does not read it works on. */
import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, openApp } from "./app.ts";

afterAll(closeBrowser);

const orders = ["order_id,order_date,customer_id,total"]
  .concat(Array.from({ length: 30 }, (_, n) => `n${n},2025-0${1 + (n % 6)}-11,c${n % 7},${10 + n}.50`))
  .join("\n");

describe("a notebook with a statement of 10^11 rows", () => {
  it("stops it at once, says so in what reads it, and runs the others", async () => {
    const app = await openApp({ viewport: { width: 1280, height: 2400 } });
    const { page } = app;
    await page.evaluate(async (text) => {
      await regulars.import([new File([text], "shop.csv")]);
      const sql = (id: string, name: string, sql: string) => ({ kind: "sql", id, name, sql });
      await regulars.open({
        ...regulars.notebook(),
        cells: [
          sql(
            "long",
            "long",
            "select count(*) as n from range(100000) a, range(1000000) b where (a.range + b.range) % 7 = 3",
          ),
          sql("reader", "reader", "select n + 1 as n from long"),
          {
            kind: "input",
            id: "least",
            name: "least",
            input: { type: "number", min: null, max: null, value: 20, label: "" },
          },
          sql("other", "other", "select count(*) as n from orders where net_amount >= $least"),
        ],
      });
    }, orders);
    const statuses = () =>
      page.evaluate(() =>
        Object.fromEntries(regulars.cells().map(({ id, status, error }) => [id, [status, error]])),
      );
    const reach = (id: string, status: string) =>
      page.waitForFunction(
        ([id, status]) => regulars.cells().find((cell) => cell.id === id)?.status === status,
        [id, status] as const,
      );
    await reach("long", "running");
    // It has to be at work in the engine, not only asked for.
    await reach("other", "done");
    expect(await statuses()).toMatchObject({ long: ["running", undefined], reader: ["waiting", undefined] });

    const stop = page.locator("#cell-long").getByRole("button", { name: "Stop" });
    await stop.waitFor();
    const milliseconds = await stop.evaluate(
      (button: HTMLElement) =>
        new Promise<number>((resolve) => {
          const start = performance.now();
          const look = () => {
            const long = regulars.cells().find(({ id }) => id === "long");
            if (long?.status === "stopped") resolve(performance.now() - start);
            else setTimeout(look);
          };
          button.click();
          look();
        }),
    );
    console.log(`stopped after ${milliseconds.toFixed(1)} ms`);
    expect(await statuses()).toMatchObject({
      long: ["stopped", undefined],
      reader: ["broken", "missing result: long has none"],
      other: ["done", undefined],
    });

    const answered = await page.evaluate(async () => {
      const start = performance.now();
      const rows = await regulars.query("select count(*) as n from orders");
      return { rows, milliseconds: performance.now() - start };
    });
    console.log(`the next statement was answered after ${answered.milliseconds.toFixed(1)} ms`);
    expect(answered.rows).toEqual([{ n: 30 }]);
    // Kept results stand beside the orders, not among them.
    const names = await page.evaluate(() => regulars.query("select name from (show tables) order by name"));
    expect(names).toContainEqual({ name: "orders" });
    expect(names.filter(({ name }) => /^r\d+$/.test(String(name)))).toEqual([]);
    await app.close();
  });

  it("tells a script what is wrong and where", async () => {
    const app = await openApp({ viewport: { width: 1280, height: 2400 } });
    const { page } = app;
    const cells = await page.evaluate(async (text) => {
      await regulars.import([new File([text], "shop.csv")]);
      const sql = (id: string, sql: string) => ({ kind: "sql", id, name: id, sql });
      await regulars.open({
        ...regulars.notebook(),
        cells: [
          sql("a", "select net_amout\nfrom orders"),
          sql("b", "from c"),
          sql("c", "from b"),
          sql("d", "select $x as x"),
        ],
      });
      const isDone = () => regulars.cells().every(({ error }) => error !== undefined);
      while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 20));
      return regulars.cells().map(({ id, status, error }) => [id, status, error]);
    }, orders);
    expect(cells).toEqual([
      ["a", "failed", expect.stringMatching(/^Binder Error: .*net_amout.* \(1:8\)$/)],
      ["b", "broken", "invalid reference: b → c → b"],
      ["c", "broken", "invalid reference: c → b → c"],
      ["d", "broken", "unknown name: $x"],
    ]);
    await app.close();
  });
});
