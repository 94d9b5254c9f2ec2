/** From a list of customers to a contact file and the record of its campaign, in the built app. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Download } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { closeBrowser, openApp, showCell } from "./app.ts";

afterAll(closeBrowser);

const customers = Array.from({ length: 20 }, (_, index) => `c${String(index).padStart(2, "0")}`);

/** Twenty customers with an address each, of whom the first has a phone number of Germany. */
const orders = [
  "order_id,order_date,customer_id,email,phone,total",
  ...customers.map(
    (id, index) =>
      `n${index},2025-01-${10 + index},${id},${id}@example.com,${index === 0 ? "030 123456" : ""},10`,
  ),
].join("\n");

const list = {
  id: "l1",
  kind: "list",
  name: "everyone",
  list: { by: "sql", sql: "select customer_key from customers" },
};

const textOf = async (download: Download) => readFile(await download.path(), "utf8");

it("a list becomes a contact file, hashed where the tool wants it, and the record of who was held back", async () => {
  const app = await openApp();
  const { page } = app;
  await page.evaluate(async (orders) => {
    await regulars.import([new File([orders], "orders.csv")]);
  }, orders);
  await page.evaluate(
    (list) => regulars.open({ ...regulars.notebook()!, cells: [list] } as never),
    list as unknown as Record<string, unknown>,
  );
  await showCell(page, "l1");
  await page.locator("#cell-l1").getByRole("button", { name: "Open" }).click();
  const panel = page.locator("section.lp");
  await panel.getByRole("button", { name: "Export" }).click();
  await panel.getByRole("radio", { name: /^Klaviyo/ }).check();
  await panel.getByRole("combobox", { name: /^Phone numbers without a country/ }).click();
  await page.getByRole("option", { name: "Germany", exact: true }).click();
  await panel.getByRole("textbox", { name: "Campaign" }).fill("Spring");

  const downloads: Download[] = [];
  page.on("download", (download) => downloads.push(download));
  const save = async (files: number) => {
    downloads.length = 0;
    await panel.getByRole("button", { name: "Save the contact file" }).click();
    await expect.poll(() => downloads.length).toBe(files);
    return Promise.all(downloads.map(textOf));
  };
  const [plain, record] = await save(2);
  expect(downloads.map((download) => download.suggestedFilename())).toEqual([
    "Spring-klaviyo.csv",
    "Spring-campaign.csv",
  ]);
  const lines = plain!.trim().split("\r\n");
  expect(lines[0]).toBe("Email,Phone Number");
  // A tenth of twenty is held back.
  expect(lines).toHaveLength(1 + 18);
  const groups = record!
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(","));
  const held = groups.filter(([, , , , group]) => group === "control").map(([id]) => id!);
  expect(held).toHaveLength(2);
  expect(groups.map(([id]) => id!).toSorted()).toEqual(customers);
  expect(lines.slice(1).map((line) => line.split("@")[0]!)).toEqual(
    customers.filter((id) => !held.includes(id)),
  );
  if (!held.includes("c00")) expect(lines[1]).toBe("c00@example.com,+4930123456");
  await panel.getByText("18 customers are in the file. 2 are held back.").waitFor();

  await panel.getByRole("radio", { name: /^Meta/ }).check();
  await panel.getByRole("textbox", { name: "Campaign" }).fill("Spring");
  await panel.getByRole("checkbox", { name: /record of the campaign/ }).uncheck();
  const [hashed] = await save(1);
  const sha = (text: string) => createHash("sha256").update(text).digest("hex");
  expect(
    hashed!
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",")[0]),
  ).toEqual(customers.filter((id) => !held.includes(id)).map((id) => sha(`${id}@example.com`)));
  await app.close();
});

it("a plan's customers become a contact file that holds back the planned share", async () => {
  const app = await openApp();
  const { page } = app;
  await page.evaluate(async (orders) => {
    await regulars.import([new File([orders], "orders.csv")]);
  }, orders);
  const plan = {
    id: "p1",
    kind: "analysis",
    analysis: "campaign-plan",
    params: { list: { list: "everyone" }, control_share: 0.15 },
  };
  await page.evaluate((cells) => regulars.open({ ...regulars.notebook()!, cells } as never), [
    list,
    plan,
  ] as unknown as Record<string, unknown>[]);
  await showCell(page, "p1");
  await page
    .locator("#cell-p1")
    .getByRole("button", { name: /With an e-mail address/ })
    .click();
  const panel = page.locator("section.lp");
  await panel.getByRole("button", { name: "Export" }).click();
  await panel.getByRole("radio", { name: /^Mailchimp/ }).check();
  await panel.getByRole("combobox", { name: "Held back as control" }).getByText("15% of them").waitFor();
  await panel.getByRole("textbox", { name: "Campaign" }).fill("Spring");
  await panel.getByRole("button", { name: "Save the contact file" }).click();
  // 15 % of twenty.
  await panel.getByText("17 customers are in the file. 3 are held back.").waitFor();
  await app.close();
});
