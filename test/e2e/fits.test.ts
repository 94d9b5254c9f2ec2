/** Fits in the built app: CDNOW gives the published estimates on the screen, and a fit at work is stopped and asked again. */
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { dataFile } from "../support/data.ts";
import { closeBrowser, importFiles, openApp, type OpenApp } from "./app.ts";

afterAll(closeBrowser);

const cdnow = dataFile("cdnow_sample/CDNOW_sample.txt");

/** The rules that the published values are counted by: a day worth nothing is a transaction too. */
const rules = { missing_order_id: "customer_day", zero_value: "include" };

/** The file on the page, and one cell of an analysis. */
async function openCdnow(analysis: string, params: object): Promise<OpenApp> {
  const app = await openApp({ viewport: { width: 1280, height: 1800 } });
  await importFiles(app.page, [cdnow!], { rules });
  await app.page.evaluate(
    async ([analysis, params]) => {
      const cells = [{ id: "fitted", kind: "analysis", analysis, params }];
      await regulars.open({ ...regulars.notebook(), cells });
    },
    [analysis, params] as const,
  );
  return app;
}

const reach = (page: Page, status: string) =>
  page.waitForFunction((status) => {
    document.getElementById("cell-fitted")?.scrollIntoView({ behavior: "instant" });
    return regulars.cells().find(({ id }) => id === "fitted")?.status === status;
  }, status);

/** What the cell shows in its small table and below it. */
async function estimates(page: Page) {
  await reach(page, "done");
  const cell = page.locator("#cell-fitted");
  await cell.locator("table tbody tr").first().waitFor();
  const rows = await cell.locator("table tbody tr").allInnerTexts();
  return { rows: rows.map((row) => row.split(/\s*\t\s*/)), text: await cell.innerText() };
}

describe.skipIf(!cdnow)("CDNOW on the page", () => {
  it.each([
    ["bg_nbd", "BG/NBD", { r: "0.243", α: "4.414", a: "0.793", b: "2.426" }, "−9,582.4"],
    ["pareto_nbd", "Pareto/NBD", { r: "0.553", α: "10.58", s: "0.606", β: "11.67" }, "−9,595"],
  ] as const)(
    "shows the published estimates of %s, fitted in a worker",
    async (model, name, published, likelihood) => {
      const app = await openCdnow("lifetime-value", { model, holdout_share: 0.5 });
      const { page } = app;
      const { rows, text } = await estimates(page);
      for (const [letter, value] of Object.entries(published))
        expect(rows.find(([first]) => first === `${letter} (${name})`)?.[1]).toBe(value);
      const spend = rows
        .filter(([first]) => first?.includes("Gamma-Gamma"))
        .map(([, value]) => Number(value));
      expect(spend).toHaveLength(3);
      [6.25, 3.74, 15.44].forEach((value, index) => expect(spend[index]! / value).toBeCloseTo(1, 2));
      expect(text).toContain(`log-likelihood ${likelihood}`);
      const from = await page.evaluate(async () => {
        const start = performance.now();
        await regulars.analyse("lifetime-value", { model: "pareto_nbd", holdout_share: 0.5, unit: "day" });
        return performance.now() - start;
      });
      console.log(
        `lifetime value of CDNOW with pareto_nbd, fit and statements: ${(from / 1000).toFixed(2)} s`,
      );
      await app.close();
    },
  );

  it("stops a fit at work: its worker is gone, the cell says so, and it can run again", async () => {
    // 36 fits one after the other: long enough to be stopped.
    const params = { model: "pareto_nbd", dates: 36, every_days: 10, horizon_days: 30 };
    const app = await openCdnow("lifetime-value", { model: "bg_nbd", holdout_share: 0.5 });
    const { page } = app;
    await estimates(page);
    const idle = page.workers().length;
    const begun = page.waitForEvent("worker");
    await page.evaluate(async (params) => {
      const cells = [{ id: "fitted", kind: "analysis", analysis: "churn-backtest", params }];
      await regulars.open({ ...regulars.notebook(), cells });
    }, params);
    const worker = await begun;
    expect(page.workers()).toHaveLength(idle + 1);
    const gone = new Promise((resolve) => worker.once("close", resolve));
    const stop = page.locator("#cell-fitted").getByRole("button", { name: "Stop" });
    await stop.click();
    await reach(page, "stopped");
    await gone;
    expect(page.workers()).toHaveLength(idle);
    expect(await page.locator("#cell-fitted").innerText()).toContain("Stopped.");

    const second = page.waitForEvent("worker");
    await page.locator("#cell-fitted .stopped").getByRole("button").click();
    await second;

    // Another question ends it too, and is answered.
    const again = { ...params, dates: 2, model: "mbg_nbd" };
    await page.evaluate(async (params) => {
      const cells = [{ id: "fitted", kind: "analysis", analysis: "churn-backtest", params }];
      await regulars.open({ ...regulars.notebook(), cells });
    }, again);
    await reach(page, "done");
    expect(await page.locator("#cell-fitted").innerText()).toContain("MBG/NBD");
    expect(page.workers()).toHaveLength(idle);
    await app.close();
  });
});
