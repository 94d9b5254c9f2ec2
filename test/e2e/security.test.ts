import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { closeBrowser, openApp, query, startBrowser, type OpenApp } from "./app.ts";

let app: OpenApp;
beforeEach(async () => {
  app = await openApp();
});
afterEach(async () => {
  await app.close();
});
afterAll(closeBrowser);

describe("the served app", () => {
  it("sends the policy with every response, worker scripts and wasm included", async () => {
    const seen = new Map<string, string | null>();
    const profile = await (await startBrowser()).newContext();
    const page = await profile.newPage();
    page.on("response", (response) => {
      if (response.url().startsWith(inject("address")))
        seen.set(new URL(response.url()).pathname, response.headers()["content-security-policy"] ?? null);
    });
    await page.goto(inject("address"));
    await page.waitForFunction(() => "regulars" in globalThis);
    await page.evaluate(() => regulars.ready);
    await profile.close();
    expect([...seen.keys()].some((path) => path.endsWith(".wasm"))).toBe(true);
    expect([...seen.keys()].some((path) => path.includes("worker"))).toBe(true);
    expect([...seen].filter(([, policy]) => !policy?.includes("default-src 'none'"))).toEqual([]);
  });

  it("carries the policy in the page too, for hosts that cannot send headers", async () => {
    const policy = await app.page.getAttribute('meta[http-equiv="Content-Security-Policy"]', "content");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain("frame-ancestors");
  });

  it("refuses what a stranger's SQL could reach for", async () => {
    await app.page.evaluate(() => regulars.ready);
    const attempts = [
      "create table t as select 1",
      "create temp view v as select 1",
      "set variable x = 1",
      "set lock_configuration = false",
      "copy (select 1) to 'import/out.csv'",
      "attach 'import/other.db' as other",
      "install httpfs",
      "load httpfs",
      "select 1; select 2",
      "select * from read_csv('http://example.com/x.csv')",
      "select * from read_text('/etc/passwd')",
      "select * from 'opfs://regulars.duckdb'",
      "pragma database_list; select 1",
      "drop table if exists orders",
      "checkpoint",
      "",
    ];
    const answers = await app.page.evaluate(async (attempts) => {
      const results: string[] = [];
      for (const sql of attempts) {
        results.push(
          await regulars.query(sql).then(
            () => `ran: ${sql}`,
            () => "refused",
          ),
        );
      }
      return results;
    }, attempts);
    expect(answers).toEqual(attempts.map(() => "refused"));
    expect(await query(app.page, "select 42::integer as answer")).toEqual([{ answer: 42 }]);
  });
});
