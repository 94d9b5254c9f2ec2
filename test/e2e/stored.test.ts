import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, importFiles, openApp, query, watch } from "./app.ts";

const folder = mkdtempSync(join(tmpdir(), "regulars-"));
const file = (name: string, count: number): string => {
  const path = join(folder, name);
  const lines = Array.from({ length: count }, (_, index) => {
    const day = String(1 + (index % 28)).padStart(2, "0");
    return `${name}-${index},customer-${index % 700},2025-0${1 + (index % 9)}-${day},${(index % 97) + 1}.50`;
  });
  writeFileSync(path, `order,customer,date,amount\n${lines.join("\n")}\n`);
  return path;
};
const small = file("small.csv", 30);

afterAll(closeBrowser);

const orders = async (page: Page) =>
  (await query(page, "select count(*)::integer as n from orders"))[0]?.["n"];
const reopened = async (page: Page) => {
  await page.reload();
  await page.waitForFunction(() => "regulars" in globalThis);
  await page.evaluate(() => regulars.ready);
};
/** Drops a notebook on the page. */
const drop = (page: Page, name: string, notebook: unknown) =>
  page.evaluate(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type: "application/json" }));
      for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(
          new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }),
        );
    },
    [name, JSON.stringify(notebook)] as const,
  );

describe("two tabs", () => {
  it("show one notebook: the second reads, takes over when asked, and has the orders when the first closes", async () => {
    const app = await openApp();
    const first = app.page;
    await importFiles(first, [small]);
    await first.locator(".nb-main").waitFor();
    await first.waitForTimeout(800);

    const second = await first.context().newPage();
    const faults = watch(second);
    await second.goto(first.url());
    await second.locator('[data-standing="read"]').waitFor();
    await second.waitForFunction(() =>
      regulars.cells().some(({ kind, status }) => kind === "analysis" && status === "done"),
    );
    expect(await orders(second)).toBe(30);
    expect(await importFiles(second, [small]).catch((error: Error) => error.message)).toContain(
      "Another tab holds the orders",
    );

    await second.locator('[data-action="edit-here"]').click();
    await first.locator('[data-standing="read"]').waitFor();
    await second.locator('[data-standing="read"]').waitFor({ state: "detached" });

    await first.close();
    await second.getByText("The other tab is closed.").first().waitFor();
    expect(await orders(second)).toBe(30);
    await importFiles(second, [file("other.csv", 40)]);
    expect(await orders(second)).toBe(40);
    await reopened(second);
    expect(await orders(second)).toBe(40);
    expect([faults, app.faults]).toEqual([[], []]);
    await second.context().close();
  });
});

describe("what is stored", () => {
  it("is listed with its size; the orders go for good while the notebook stays without figures", async () => {
    const app = await openApp();
    const { page } = app;
    await importFiles(page, [small]);
    await page.locator(".nb-main").waitFor();
    await page.waitForTimeout(800);
    await page.locator('[data-action="library"]').click();
    await page.getByRole("button", { name: "What is stored here" }).click();
    const dialog = page.getByRole("dialog", { name: "What is stored here" });
    await dialog.getByText("30 orders from small.csv").waitFor();
    expect(await dialog.locator("tbody tr").count()).toBe(3);
    await dialog.getByRole("button", { name: "Delete Orders" }).click();
    const confirm = page.getByRole("alertdialog", { name: "Delete the orders of small.csv?" });
    expect(await confirm.textContent()).toContain("The notebooks stay, without figures");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Keep it");
    await confirm.getByRole("button", { name: "Delete for good" }).click();
    await dialog.getByText("30 orders from small.csv").waitFor({ state: "detached" });
    expect(await dialog.locator("tbody tr").count()).toBe(1);
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => regulars.cells().length)).toBe(5);
    expect(
      await query(
        page,
        "select count(*)::integer as n from duckdb_tables() where not temporary and schema_name = 'main'",
      ),
    ).toEqual([{ n: 0 }]);
    await reopened(page);
    expect(
      await page.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        const files = await root.getDirectoryHandle("files").catch(() => null);
        let kept = 0;
        if (files)
          for await (const _ of (files as unknown as { keys(): AsyncIterable<string> }).keys()) kept++;
        return kept;
      }),
    ).toBe(0);
    await page.getByRole("button", { name: "Who comes back?" }).first().waitFor();
    await app.close();
  });
});

describe("a stranger's notebook with SQL", () => {
  it("waits, shown and inert, until its button has been in sight for a second", async () => {
    const app = await openApp();
    const { page } = app;
    await importFiles(page, [small]);
    await page.locator(".nb-main").waitFor();
    const own = await page.evaluate(() => regulars.notebook());
    const cells = [
      { kind: "sql", id: "c1", name: "spy", sql: "select count(*)::integer as n from orders" },
      { kind: "analysis", id: "c2", analysis: "overview", params: {} },
    ];
    await drop(page, "tea.regulars.json", { ...own, title: "Tea of a stranger", cells });
    const trust = page.locator('[data-action="trust"]');
    await trust.waitFor();
    expect(await page.getByText("It comes from tea.regulars.json.").count()).toBe(1);
    await trust.click({ force: true });
    expect(await page.evaluate(() => regulars.cells().map(({ status }) => status))).toEqual(["idle", "idle"]);
    await page.locator(".trust summary").click();
    expect(await page.locator(".trust pre").textContent()).toContain("select count(*)");
    await page.waitForFunction(
      () => document.querySelector('[data-action="trust"]')?.getAttribute("aria-disabled") === "false",
    );
    await trust.focus();
    await page.keyboard.press("Enter");
    await trust.waitFor({ state: "detached" });
    await page.waitForFunction(() => regulars.cells().every(({ status }) => status === "done"));
    await app.close();
  });
});

describe("a browser without room", () => {
  it("says so: the import leaves what was there, and goes on when there is room again", async () => {
    const app = await openApp();
    const { page } = app;
    await importFiles(page, [small]);
    await page.locator(".nb-main").waitFor();
    await page.waitForTimeout(800);
    const protocol = await page.context().newCDPSession(page);
    const { origin } = new URL(page.url());
    const { usage } = (await protocol.send("Storage.getUsageAndQuota", { origin })) as { usage: number };
    await protocol.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: usage + 200_000 });
    const large = file("large.csv", 60_000);
    const failed = await importFiles(page, [large]).then(
      () => null,
      (error: Error) => error.message,
    );
    const said = await page.locator(".toasts, main").allInnerTexts();
    expect(`${failed ?? ""} ${said.join(" ")}`).toMatch(/no room|quota/i);
    await protocol.send("Storage.overrideQuotaForOrigin", { origin });
    await reopened(page);
    expect(await orders(page)).toBe(30);
    await importFiles(page, [large]);
    expect(await orders(page)).toBe(60_000);
    await page.context().close();
  });
});
