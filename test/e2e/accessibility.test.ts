import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { closeBrowser, openApp, showCell } from "./app.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations of the page as it stands, as `rule: place`. */
async function violations(page: Page): Promise<string[]> {
  // The devtools protocol evaluates past the page's policy, so axe needs no exception in it.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  await session.detach();
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<{
          violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
  });
}

afterAll(closeBrowser);

describe.each([
  ["en-US", "light"],
  ["en-US", "dark"],
  ["zh-CN", "light"],
  ["zh-CN", "dark"],
] as const)("in %s and %s", (locale, colorScheme) => {
  it("axe finds nothing on the first screen, the import and the notebook", async () => {
    const app = await openApp({ locale, colorScheme });
    const { page } = app;
    expect(await violations(page)).toEqual([]);
    await page.locator('[data-action="sample-shop"]').click();
    await page.locator('[data-action="use-orders"]').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('[data-action="use-orders"]').click();
    await page.waitForFunction(() => regulars.cells().length > 0);
    for (const { id, kind } of await page.evaluate(() => [...regulars.cells()])) {
      if (kind !== "analysis") continue;
      await showCell(page, id);
    }
    expect(await violations(page)).toEqual([]);
    await app.close();
  });
});
