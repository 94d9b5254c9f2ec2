import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, openApp, showCell } from "./app.ts";

afterAll(closeBrowser);

describe("a new user's first minutes", () => {
  it("go from the sample shop over the receipt to the charts, and all is there after a reload", async () => {
    const app = await openApp();
    const { page } = app;
    await page.getByRole("button", { name: /sample shop/i }).click();
    await page.getByRole("button", { name: /^Use these [\d,]+ orders/ }).click();
    await page.waitForFunction(
      () =>
        regulars.cells().filter(({ kind, status }) => kind === "analysis" && status === "done").length >= 1,
    );

    // Every cell runs when it comes into view.
    for (const { id, kind } of await page.evaluate(() => [...regulars.cells()])) {
      if (kind !== "analysis") continue;
      await showCell(page, id);
      await page.locator(`#cell-${id} svg`).first().waitFor();
    }
    const orders = () =>
      page.evaluate(async () => (await regulars.query("select count(*)::integer as n from orders"))[0]);
    const before = await orders();

    await page.waitForTimeout(1_500);
    await page.reload();
    await page.waitForFunction(() => "regulars" in globalThis);
    await page.evaluate(() => regulars.ready);
    await page.waitForFunction(() => regulars.cells().length >= 4);
    expect(await orders()).toEqual(before);
    await app.close();
  });
});
