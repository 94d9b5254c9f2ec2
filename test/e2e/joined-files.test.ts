/** Files of contacts dropped alone, in the built app: beside the orders in place, before them, and again. */
import { readFile } from "node:fs/promises";
import type { Download, Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { closeBrowser, openApp, showCell } from "./app.ts";

afterAll(closeBrowser);

const customers = Array.from({ length: 100 }, (_, index) => `c${String(index).padStart(3, "0")}`);
const head = "order_id,order_date,customer_id,email,total";
const before = customers.map(
  (id, index) => `a${index},2025-01-${10 + (index % 20)},${id},${id}@example.com,10`,
);
const ordersBefore = [head, ...before].join("\n");

/** Drops a file on the window, as a hand does. */
const drop = (page: Page, name: string, text: string) =>
  page.evaluate(
    ([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text!], name!, { type: "text/csv" }));
      for (const type of ["dragenter", "dragover", "drop"])
        window.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text],
  );

const cell = { id: "e1", kind: "analysis", name: "effect", analysis: "campaign-effect", params: {} };
const open = (page: Page, cells: readonly object[]) =>
  page.evaluate(
    (cells) => regulars.open({ ...regulars.notebook()!, cells } as never),
    cells as unknown as Record<string, unknown>[],
  );

/** A record of thirty, of whom ten were held back. */
const contacts = [
  "customer_id,sent_at,campaign,channel,group",
  ...customers
    .slice(0, 30)
    .map((id, index) => `${id},2025-02-01,Spring,email,${index % 3 === 0 ? "control" : "treated"}`),
].join("\n");

it("the record that the contact file leaves is measured when it is dropped after the later orders", async () => {
  const app = await openApp();
  const { page } = app;
  await page.clock.setFixedTime("2025-03-01T12:00:00Z");
  await page.evaluate(async (text) => {
    await regulars.import([new File([text], "orders.csv")]);
  }, ordersBefore);
  const list = { by: "sql", sql: "select customer_key from customers" };
  await open(page, [{ id: "l1", kind: "list", name: "everyone", list }]);
  await showCell(page, "l1");
  await page.locator("#cell-l1").getByRole("button", { name: "Open" }).click();
  const panel = page.locator("section.lp");
  await panel.getByRole("button", { name: "Export" }).click();
  await panel.getByRole("radio", { name: /^Klaviyo/ }).check();
  await panel.getByRole("textbox", { name: "Campaign" }).fill("Spring");
  const downloads: Download[] = [];
  page.on("download", (download) => downloads.push(download));
  await panel.getByRole("button", { name: "Save the contact file" }).click();
  await expect.poll(() => downloads.length).toBe(2);
  const record = await readFile(await downloads[1]!.path(), "utf8");
  const held = customers.filter(
    (id) => record.includes(`${id},`) && new RegExp(`${id},.*,control`).test(record),
  );
  expect(held).toHaveLength(10);

  await page.clock.setFixedTime("2025-07-05T12:00:00Z");
  // Two of ten held back ordered again, and every second of the others.
  const treated = customers.filter((id) => !held.includes(id));
  const again = [...held.slice(0, 2), ...treated.filter((_, index) => index % 2 === 0)];
  const later = again.map((id, index) => `b${index},2025-03-10,${id},${id}@example.com,20`);
  const last = "z,2025-06-30,zoe,zoe@example.com,5";
  await page.evaluate(
    async (text) => {
      await regulars.import([new File([text], "orders.csv")]);
    },
    [ordersBefore, ...later, last].join("\n"),
  );
  await open(page, [cell]);
  await page
    .locator("#cell-e1")
    .getByText(/No contacts are known/)
    .first()
    .waitFor();

  await drop(page, "Spring-campaign.csv", record);
  await page.getByText("Joined to the orders in place: Spring-campaign.csv.").waitFor();
  await page.getByRole("button", { name: /^Use these/ }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".nb-main").waitFor();
  await showCell(page, "e1");
  const headline = page.locator("#cell-e1 .headline");
  await expect.poll(() => headline.textContent(), { timeout: 20_000 }).toMatch(/50.*20/);

  // The same bytes again change nothing.
  await drop(page, "copy.csv", record);
  await page.getByText("copy.csv: joined already. The same file is not added twice.").last().waitFor();
  expect(
    await page.evaluate(async () =>
      JSON.stringify(await regulars.query("select count(*)::integer as n from contacts")),
    ),
  ).toContain("100");
  await app.close();
});

it("contacts that come first wait for their orders, in Chinese too", async () => {
  const app = await openApp({ locale: "zh-CN" });
  const { page } = app;
  await drop(page, "contacts.csv", contacts);
  await page.getByRole("heading", { name: "还缺订单" }).waitFor();
  await page.getByText("只有触达记录，没有这些顾客的订单").waitFor();
  await page.getByRole("button", { name: "返回" }).click();
  await page.getByText("contacts.csv 在等订单。").waitFor();
  await page.setInputFiles("input[type=file]", {
    name: "orders.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(ordersBefore),
  });
  await page.locator('[data-action="use-orders"]:enabled').click();
  await page.locator(".nb-main").waitFor();
  expect(
    await page.evaluate(async () =>
      JSON.stringify(await regulars.query("select count(*)::integer as n from contacts")),
    ),
  ).toContain("30");
  await app.close();
});
