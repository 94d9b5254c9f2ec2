/**
 * How smoothly a result of a million rows scrolls in the built app: by wheel, by dragging the scrollbar, by jumps of the
 * keyboard. Prints the gaps between frames and the long tasks of each; the bar is no frame over 50 ms.
 */
import { chromium, type Page } from "playwright-core";
import { build, preview } from "vite";
import { browserArguments, ensureBrowser } from "../../scripts/browser.ts";

const rows = 1_000_000;
const sql = `select i as id, 'customer ' || (i * 7919 % 1000003) as name, md5(i::varchar) as hash,
    (i * 37 % 10007)::decimal(18, 2) / 100 as amount, date '2020-01-01' + (i % 2000)::integer as day,
    case when i % 11 = 0 then null else i % 5 end as bucket, i / 7.0 as ratio
from range(${rows}) t(i)`;
const secondsEach = 6;

interface Measured {
  readonly gaps: readonly number[];
  readonly longTasks: readonly number[];
}

/** Runs in the page as text: what tsx makes of a function would name helpers that are not there. */
const startCounting = `{
  const found = { gaps: [], longTasks: [], isOn: true };
  globalThis.scrollBench = found;
  new PerformanceObserver((list) => {
    if (found.isOn) found.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ entryTypes: ["longtask"] });
  let before = null;
  requestAnimationFrame(function frame(now) {
    if (before !== null) found.gaps.push(now - before);
    before = now;
    if (found.isOn) requestAnimationFrame(frame);
  });
}`;

/** Counts frames in the page while `work` goes on. */
async function measure(page: Page, work: () => Promise<void>): Promise<Measured> {
  await page.evaluate(startCounting);
  await work();
  return page.evaluate(() => {
    const found = (
      globalThis as unknown as { scrollBench: { gaps: number[]; longTasks: number[]; isOn: boolean } }
    ).scrollBench;
    found.isOn = false;
    return { gaps: found.gaps, longTasks: found.longTasks };
  });
}

const until = async (work: (step: number) => Promise<void>) => {
  const end = Date.now() + secondsEach * 1_000;
  for (let step = 0; Date.now() < end; step++) await work(step);
};

function print(name: string, { gaps, longTasks }: Measured): void {
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  const over = gaps.filter((gap) => gap > 50).length;
  const long =
    longTasks.length === 0 ? "none" : `${longTasks.length}, longest ${Math.max(...longTasks).toFixed(0)} ms`;
  console.log(
    `${name.padEnd(28)} frames ${String(gaps.length).padStart(4)}   median ${at(0.5)} ms   p99 ${at(0.99)} ms   max ${at(1)} ms   over 50 ms: ${over}   long tasks: ${long}`,
  );
}

const root = new URL("../..", import.meta.url).pathname;
process.env["NODE_ENV"] = "production";
await build({ root, logLevel: "error", build: { outDir: "dist/bench" } });
const server = await preview({
  root,
  logLevel: "error",
  build: { outDir: "dist/bench" },
  preview: { port: 0, strictPort: false },
});
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...browserArguments] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(server.resolvedUrls!.local[0]!);
  await page.waitForFunction(() => "regulars" in globalThis);
  await page.evaluate(async (sql) => {
    const lines = ["order_id,order_date,customer_id,total", "1,2025-01-02,a,10.00", "2,2025-02-03,b,12.00"];
    await regulars.import([new File([lines.join("\n")], "shop.csv")]);
    await regulars.open({ ...regulars.notebook(), cells: [{ kind: "sql", id: "s", sql }] });
  }, sql);
  await page.waitForFunction(() => regulars.cells()[0]?.status === "done", undefined, { timeout: 120_000 });
  const grid = page.getByRole("grid");
  await grid.scrollIntoViewIfNeeded();
  const box = (await grid.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height, 300));
  await page.waitForTimeout(2_000);

  print("at rest", await measure(page, () => page.waitForTimeout(secondsEach * 1_000)));
  print(
    "wheel, 240 px a notch",
    await measure(page, () =>
      until(async () => {
        await page.mouse.wheel(0, 240);
        await page.waitForTimeout(16);
      }),
    ),
  );
  print(
    "wheel, 3,000 px a notch",
    await measure(page, () =>
      until(async () => {
        await page.mouse.wheel(0, 3_000);
        await page.waitForTimeout(16);
      }),
    ),
  );
  print(
    "scrollbar, up and down",
    await measure(page, () =>
      until(async (step) => {
        await grid.evaluate((scroller, step) => {
          const end = scroller.scrollHeight - scroller.clientHeight;
          scroller.scrollTop = (end * (1 + Math.sin(step / 25))) / 2;
        }, step);
        await page.waitForTimeout(16);
      }),
    ),
  );
  await grid.focus();
  print(
    "keys: page down, ends",
    await measure(page, () =>
      until(async (step) => {
        const key = step % 20 === 19 ? (step % 40 === 39 ? "Control+Home" : "Control+End") : "PageDown";
        await page.keyboard.press(key);
        await page.waitForTimeout(30);
      }),
    ),
  );
} finally {
  await browser.close();
  await server.close();
}
