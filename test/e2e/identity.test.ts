import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, openApp, query } from "./app.ts";

afterAll(closeBrowser);

const shop = `Order,Date,Total,Customer ID,Email
1,2025-01-01,10,c1,ann@gmail.com
2,2025-01-02,20,,ann@gmail.com
3,2025-01-03,30,c2,bob@x.de
4,2025-01-04,40,c3,eve@x.de
`;

describe("the identity bench", () => {
  it("is worked by keyboard, changes the repeat rate, and its merge is still there after a reload", async () => {
    const { page, close } = await openApp();
    await page.evaluate(() => regulars.ready);
    await page.setInputFiles('input[type="file"]', {
      name: "shop.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(shop),
    });
    const bench = page.locator(".imp .bench");
    const accept = bench.getByRole("button", { name: "Accept: ann@gmail.com counts as c1" });
    await accept.waitFor();
    const now = bench.getByRole("status");
    expect(await now.textContent()).toContain("4 customers, 0.00% of them order again.");
    await accept.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() =>
      document
        .querySelector(".bench [role=status]")
        ?.textContent?.includes("3 customers, 33.33% order again."),
    );
    // The button is in its place again, as the way back.
    await bench.getByRole("button", { name: /^Undo: ann@gmail.com/ }).waitFor();
    await page.locator('[data-action="use-orders"]:enabled').click();
    await page.waitForFunction(() => regulars.cells().length > 0);
    await page.reload();
    await page.waitForFunction(() => "regulars" in globalThis);
    await page.evaluate(() => regulars.ready);
    expect(await query(page, "select customer_id, orders from customers order by customer_id")).toEqual([
      { customer_id: "c1", orders: 2 },
      { customer_id: "c2", orders: 1 },
      { customer_id: "c3", orders: 1 },
    ]);
    await close();
  });
});
