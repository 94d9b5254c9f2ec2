/** The built app in a real browser, watched for what must never happen. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { expect, inject } from "vitest";
import { browserArguments } from "../../scripts/browser.ts";
import type { ImportReport } from "../../src/orders/receipt.ts";

/** An open app. */
export interface OpenApp {
  readonly page: Page;
  /** What went wrong so far: uncaught errors, console errors, policy violations, requests to other origins. */
  readonly faults: readonly string[];
  /** Expects that nothing went wrong and closes the page. */
  close(): Promise<void>;
}

let browser: Browser | undefined;

/** The browser of this test file, started once. */
export async function startBrowser(): Promise<Browser> {
  browser ??= await chromium.launch({ executablePath: inject("browser"), args: [...browserArguments] });
  return browser;
}

/** Closes the browser of this test file. */
export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

/** Watches a page: the returned list grows with everything that must never happen. */
export function watch(page: Page): string[] {
  const faults: string[] = [];
  const origin = new URL(inject("address")).origin;
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["blob:", "data:"].includes(url.protocol) && url.origin !== origin)
      faults.push(`request: ${request.url()}`);
  });
  return faults;
}

/** Opens the app in a profile of its own and waits until its scripting surface is there. */
export async function openApp(
  options: BrowserContextOptions & { readonly path?: string } = {},
): Promise<OpenApp> {
  const { path = "", ...context } = options;
  const profile = await (
    await startBrowser()
  ).newContext({
    locale: "en-US",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 900 },
    ...context,
  });
  const page = await profile.newPage();
  const faults = watch(page);
  await page.goto(inject("address") + path);
  await page.waitForFunction(() => "regulars" in globalThis);
  return {
    page,
    faults,
    close: async () => {
      expect(faults).toEqual([]);
      await profile.close();
    },
  };
}

/** Gives files to the scripting surface as if dropped; resolves with the report, rejects with what the import rejects with. */
export async function importFiles(
  page: Page,
  paths: readonly string[],
  options: Record<string, unknown> = {},
): Promise<ImportReport> {
  await page.evaluate(() => {
    document.getElementById("test-files")?.remove();
    const input = document.createElement("input");
    Object.assign(input, { type: "file", id: "test-files", multiple: true, hidden: true });
    document.body.append(input);
  });
  await page.setInputFiles("#test-files", [...paths]);
  return page.evaluate(async (options) => {
    const input = document.getElementById("test-files") as HTMLInputElement;
    const files = [...input.files!];
    input.remove();
    try {
      return await regulars.import(files, options);
    } catch (error) {
      const { message, error_class, hint, files } = error as Error & Record<string, unknown>;
      throw new Error(JSON.stringify({ message, error_class, hint, files }), { cause: error });
    }
  }, options) as Promise<ImportReport>;
}

/** Brings a cell into sight and waits for its result. A cell is mounted anew when it first comes near, so the place is looked up each time. */
export async function showCell(page: Page, id: string): Promise<void> {
  await page.waitForFunction((id) => {
    document.getElementById(`cell-${id}`)?.scrollIntoView({ behavior: "instant" });
    return regulars.cells().find((cell) => cell.id === id)?.status === "done";
  }, id);
}

/** Rows of a query through the scripting surface. */
export function query(page: Page, sql: string): Promise<Record<string, unknown>[]> {
  return page.evaluate(async (sql) => [...(await regulars.query(sql))], sql);
}

/** An analysis through the scripting surface. */
export function analyse(
  page: Page,
  id: string,
  params: Record<string, unknown> = {},
): Promise<{
  sql: string;
  headline: string;
  rows: Record<string, unknown>[];
  parts?: Record<string, Record<string, unknown>[]>;
}> {
  return page.evaluate(async ([id, params]) => (await regulars.analyse(id, params)) as never, [
    id,
    params,
  ] as const);
}

declare global {
  // The scripting surface, as src/app/console.ts puts it there.
  var regulars: {
    readonly version: string;
    readonly ready: Promise<void>;
    import(files: readonly File[], options?: Record<string, unknown>): Promise<unknown>;
    query(sql: string): Promise<readonly Record<string, unknown>[]>;
    analyses(): readonly { id: string; params: Record<string, unknown> }[];
    analyse(id: string, params?: Record<string, unknown>): Promise<unknown>;
    notebook(): {
      readonly cells: readonly { readonly id: string; readonly kind: string; readonly analysis?: string }[];
      readonly title: string;
      readonly filter: { readonly clauses: readonly object[] };
    };
    open(notebook: unknown): Promise<void>;
    cells(): readonly { id: string; kind: string; name?: string; status: string; error?: string }[];
    clear(): Promise<void>;
  };
}
