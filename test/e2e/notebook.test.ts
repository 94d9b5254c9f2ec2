/** The desk: cells by mouse and by keyboard alone, their tabs, charts, files, and what is kept. */
import { readFile } from "node:fs/promises";
import type { Download, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { analyse, closeBrowser, openApp, showCell, type OpenApp } from "./app.ts";

afterAll(closeBrowser);

/** 30 customers, 6 months, 72 orders; two names are formulas to a spreadsheet. */
function ordersFile(): string {
  const records: string[] = [];
  for (let customer = 0; customer < 30; customer++) {
    const name = customer === 0 ? "=1+1" : customer === 1 ? "@sum(a1)" : `customer ${customer}`;
    for (let order = 0; order <= customer % 5; order += customer % 2 === 0 ? 1 : 2) {
      const month = 1 + (((customer % 3) + order) % 6);
      const day = 1 + ((customer * 7 + order * 3) % 28);
      records.push(
        [
          `n${customer}-${order}`,
          `2025-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
          name,
          (10 + customer * 3 + order).toFixed(2),
        ].join(","),
      );
    }
  }
  return ["order_id,order_date,customer_id,total", ...records].join("\n");
}

/** Opens the app with the notebook of {@link ordersFile}. */
async function openDesk(locale = "en-US"): Promise<OpenApp> {
  const app = await openApp({ locale, acceptDownloads: true });
  await app.page.evaluate(async (text) => {
    await regulars.import([new File([text], "shop.csv")]);
  }, ordersFile());
  await app.page.waitForFunction(() => regulars.cells().length > 0);
  return app;
}

const cellOf = (page: Page, analysis: string): Promise<string> =>
  page.evaluate((analysis) => {
    const cell = regulars.notebook().cells.find((cell) => cell.analysis === analysis);
    if (!cell) throw new Error(`missing cell: ${analysis}`);
    return cell.id;
  }, analysis);

const order = (page: Page): Promise<string[]> =>
  page.evaluate(() => regulars.notebook().cells.map(({ id }) => id));

/** The main statement that a cell's SQL tab shows. */
const shownSql = (page: Page, id: string): Promise<string> =>
  page
    .locator(`#cell-${id} .editor pre`)
    .first()
    .evaluate((pre) => [...pre.querySelectorAll(".ln")].map((line) => line.textContent).join("\n"));

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

describe("a cell", () => {
  it("runs again at once when a control changes, and its SQL is the one that ran", async () => {
    const app = await openDesk();
    const { page } = app;
    const id = await cellOf(page, "cohort-retention");
    await showCell(page, id);
    const cell = page.locator(`#cell-${id}`);
    await cell.getByRole("tab", { name: "SQL" }).click();
    const trimmed = (sql: string) => sql.replace(/\n$/, "");
    expect(await shownSql(page, id)).toBe(trimmed((await analyse(page, "cohort-retention")).sql));

    await cell.getByLabel("Cohorts by").click();
    await page.getByRole("option", { name: "quarter" }).click();
    const { sql, headline } = await analyse(page, "cohort-retention", { period: "quarter" });
    await page.waitForFunction(
      ([id, headline]) => document.querySelector(`#cell-${id} .headline`)?.textContent === headline,
      [id, headline] as const,
    );
    await cell.locator(".editor pre", { hasText: "when 'quarter' = 'week'" }).first().waitFor();
    expect(await shownSql(page, id)).toBe(trimmed(sql));
    await app.close();
  });

  it("shows the rows of its result in its table, and the definition in the chosen language", async () => {
    const app = await openDesk();
    const { page } = app;
    const id = await cellOf(page, "abc");
    await showCell(page, id);
    const cell = page.locator(`#cell-${id}`);
    await cell.getByRole("tab", { name: "Table" }).click();
    const { rows } = await analyse(page, "abc");
    const heads = await cell.locator("[role=columnheader] bdi").allTextContents();
    // Columns that the parameters leave empty are not in the table; every other one is, in the order of the rows.
    const filled = (column: string) => rows.some((row) => row[column] !== null);
    expect(Object.keys(rows[0]!).filter((column) => heads.includes(column))).toEqual(heads);
    expect(heads).toEqual(expect.arrayContaining(Object.keys(rows[0]!).filter(filled)));
    const names = heads.indexOf("name");
    const drawn = await cell
      .locator("[role=rowgroup] [role=row]")
      .evaluateAll((lines, at) => lines.map((line) => line.children[at]!.textContent.trim()), names);
    expect(drawn).toEqual(rows.slice(0, drawn.length).map(({ name }) => name));
    expect(drawn.length).toBeGreaterThan(10);

    await cell.getByRole("tab", { name: "About" }).click();
    const sections = cell.locator(".aboutgrid h3");
    const english = await sections.allTextContents();
    await page.locator(".topbar").getByText("English").click();
    await page.getByText("简体中文").last().click();
    await page.waitForFunction(() => document.documentElement.lang.startsWith("zh"));
    const chinese = await sections.allTextContents();
    expect(chinese).toHaveLength(english.length);
    expect(chinese.every((text) => /\p{Script=Han}/u.test(text))).toBe(true);
    await app.close();
  });

  it("is added, moved, doubled, deleted and brought back by mouse", async () => {
    const app = await openDesk();
    const { page } = app;
    const start = await order(page);
    await page.getByRole("button", { name: "Add a cell", exact: true }).last().click();
    await page.getByRole("menuitem", { name: /^Overview/ }).click();
    await page.waitForFunction((n) => regulars.cells().length === n, start.length + 1);
    const added = (await order(page)).at(-1)!;
    expect(await order(page)).toEqual([...start, added]);
    await showCell(page, added);

    const menu = () => page.locator(`#cell-${added}`).getByRole("button", { name: /^More for / });
    await menu().click();
    await page.getByRole("menuitem", { name: "Move up" }).click();
    expect(await order(page)).toEqual([...start.slice(0, -1), added, start.at(-1)!]);
    await menu().click();
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    const twin = (await order(page)).at(-2)!;
    expect(await order(page)).toEqual([...start.slice(0, -1), added, twin, start.at(-1)!]);
    await menu().click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    expect(await order(page)).toEqual([...start.slice(0, -1), twin, start.at(-1)!]);
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    expect(await order(page)).toEqual([...start.slice(0, -1), added, twin, start.at(-1)!]);
    await app.close();
  });
});

describe("with the keyboard alone", () => {
  it("a cell is added, set, read, moved, deleted and brought back", async () => {
    const app = await openDesk();
    const { page } = app;
    const start = await order(page);
    const { keyboard } = page;
    /** Presses Tab until the focus is on an element that `selector` matches. */
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 120; presses++) {
        if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector))
          return;
        await keyboard.press("Tab");
      }
      throw new Error(`missing focus: ${selector}`);
    };
    await tabTo(".last button");
    await keyboard.press("Enter");
    await page.getByRole("menuitem", { name: /^RFM segments/ }).waitFor();
    await keyboard.type("RFM");
    await keyboard.press("Enter");
    await page.waitForFunction((n) => regulars.cells().length === n, start.length + 1);
    const added = (await order(page)).at(-1)!;
    await page.waitForFunction((id) => document.activeElement?.id === `cell-${id}-title`, added);
    await page.waitForFunction(
      (id) => regulars.cells().find((cell) => cell.id === id)?.status === "done",
      added,
    );

    await tabTo(`#cell-${added} [role=tab][aria-selected=true]`);
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowRight");
    await page.locator(`#cell-${added} .editor`).first().waitFor();
    const before = await shownSql(page, added);
    await tabTo(`#cell-${added} .controls button`);
    await keyboard.press("Enter");
    await page.getByRole("listbox").waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await page.waitForFunction(
      ([id, before]) => {
        const lines = [...document.querySelector(`#cell-${id} .editor pre`)!.querySelectorAll(".ln")];
        return lines.map((line) => line.textContent).join("\n") !== before;
      },
      [added, before] as const,
    );

    // On a choice Alt with an arrow opens its list; elsewhere in a cell it moves the cell.
    await tabTo(`#cell-${added} .editor`);
    await keyboard.press("Alt+ArrowUp");
    expect(await order(page)).toEqual([...start.slice(0, -1), added, start.at(-1)!]);
    // The cell keeps the focus as it moves, so that it can be moved on and deleted.
    await keyboard.press("Control+Delete");
    expect(await order(page)).toEqual(start);
    expect(await page.evaluate(() => document.activeElement?.closest(".cell") !== null)).toBe(true);
    await keyboard.press("Control+z");
    expect(await order(page)).toEqual([...start.slice(0, -1), added, start.at(-1)!]);
    await app.close();
  });

  it("the marks of a chart are walked, and each is spoken as its tooltip says", async () => {
    const app = await openDesk();
    const { page } = app;
    const id = await cellOf(page, "cohort-retention");
    await showCell(page, id);
    const walk = page.locator(`#cell-${id} [role=application]`).first();
    await page.locator(`#cell-${id} h2`).focus();
    for (let presses = 0; presses < 40; presses++) {
      if (await walk.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    const spoken = () =>
      page
        .locator(`#cell-${id} .chart p[role=status]`)
        .evaluateAll((all) => all.map((each) => each.textContent).find((text) => text !== "") ?? "");
    const first = await spoken();
    await page.keyboard.press("ArrowRight");
    const second = await spoken();
    const lines = await page.locator(".chart-tip > div").allTextContents();
    expect(second).toBe(lines.join(", "));
    expect(lines[0]).toMatch(/month 2$/);
    expect(lines[1]).toMatch(/%$/);
    expect(lines[2]).toMatch(/^\d+ of \d+ customers$/);
    expect(first).not.toBe(second);
    await page.keyboard.press("Escape");
    expect(await page.locator(".chart-tip").count()).toBe(0);
    await app.close();
  });
});

describe("a text", () => {
  it("is written in its place, shown as safe Markdown, and kept with the title", async () => {
    const app = await openDesk();
    const { page } = app;
    await page.getByRole("button", { name: "Add a cell", exact: true }).last().click();
    await page.getByRole("menuitem", { name: /^Text/ }).click();
    const field = page.getByRole("textbox", { name: "Markdown" });
    await field.fill(
      "## Tea\n\n**Bold** and <img src=x> <script>alert(1)</script> [out](https://example.com/a)",
    );
    await field.press("Escape");
    const id = (await order(page)).at(-1)!;
    const text = page.locator(`#cell-${id} .md`);
    expect(await text.innerHTML()).toBe(
      '<h2>Tea</h2>\n<p><strong>Bold</strong> and   <a href="https://example.com/a" rel="noopener noreferrer">out</a></p>\n',
    );
    expect(await page.locator(".outline").getByText("Tea").count()).toBe(1);

    await page
      .getByRole("button", { name: "Rename this notebook" })
      .or(page.locator("button.name"))
      .first()
      .click();
    await page.getByRole("textbox", { name: "Title of the notebook" }).fill("Teas and 茶");
    await page.keyboard.press("Enter");
    expect(await page.locator("h1").textContent()).toBe("Teas and 茶");
    await page
      .getByText(/^Saved/)
      .first()
      .waitFor();
    await page.waitForTimeout(1_500);
    await page.reload();
    await page.locator(`#cell-${id} .md h2`).waitFor();
    expect(await page.locator("h1").textContent()).toBe("Teas and 茶");
    await app.close();
  });
});

describe("the date", () => {
  it("moves on the ruler by keyboard, and every cell looks back from it", async () => {
    const app = await openDesk();
    const { page } = app;
    const slider = page.getByRole("slider", { name: "As of" });
    const last = await slider.getAttribute("aria-valuetext");
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    expect(await slider.getAttribute("aria-valuetext")).not.toBe(last);
    const asOf = await page.evaluate(
      () => (regulars.notebook() as unknown as { reading: { asOf: string } }).reading.asOf,
    );
    for (const analysis of ["overview", "cohort-retention", "rfm", "abc"]) {
      const id = await cellOf(page, analysis);
      await showCell(page, id);
      const { headline } = await analyse(page, analysis, { as_of: asOf });
      expect(await page.locator(`#cell-${id} .headline`).textContent()).toBe(headline);
    }
    await page.getByRole("button", { name: `Back to ${last}` }).click();
    expect(await slider.getAttribute("aria-valuetext")).toBe(last);
    await app.close();
  });
});

describe("files", () => {
  it.each([
    ["en-US", "Save as PNG", "Save as SVG", "As of "],
    ["zh-CN", "存为 PNG", "存为 SVG", "截至"],
  ] as const)("of a chart carry title, n and date, in %s", async (locale, png, svg, date) => {
    const app = await openDesk(locale);
    const { page } = app;
    const id = await cellOf(page, "cohort-retention");
    await showCell(page, id);
    const figure = page.locator(`#cell-${id} figure`).first();
    const save = async (verb: string) => {
      await figure.hover();
      await figure.locator(".save button").click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: verb }).click(),
      ]);
      return download;
    };
    const title = (await figure.locator("figcaption b").textContent())!;
    const basis = (await page.locator(`#cell-${id} .nline`).textContent())!;

    const drawing = await save(svg);
    expect(drawing.suggestedFilename()).toMatch(/\.svg$/);
    const text = (await bytesOf(drawing)).toString("utf8");
    const size = /^<svg[^>]* width="(\d+)" height="(\d+)"/.exec(text);
    expect(text).toContain(`>${title}<`);
    expect(text.replace(/<[^>]*>/g, "")).toContain(date);
    // The line of n may break over lines of the picture.
    expect(text.replace(/<[^>]*>|\s/g, "")).toContain(basis.replace(/\s/g, ""));
    expect(text).not.toMatch(/var\(--/);

    const picture = await bytesOf(await save(png));
    expect([...picture.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([
      2 * Number(size![1]),
      2 * Number(size![2]),
    ]);
    await app.close();
  });

  it("of a table keep formulas as text unless asked for as they are", async () => {
    const app = await openDesk();
    const { page } = app;
    const id = await cellOf(page, "abc");
    await showCell(page, id);
    const cell = page.locator(`#cell-${id}`);
    await cell.getByRole("tab", { name: "Table" }).click();
    const save = async (at: number) => {
      await cell.locator(".runbar .verbs button").last().click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem").nth(at).click(),
      ]);
      return (await bytesOf(download)).toString("utf8");
    };
    const { rows } = await analyse(page, "abc");
    const guarded = await save(0);
    const raw = await save(1);
    expect(guarded.trimEnd().split(/\r?\n/)).toHaveLength(rows.length + 1);
    expect([/(^|,)'=1\+1/m.test(guarded), /(^|,)'@sum/m.test(guarded)]).toEqual([true, true]);
    expect([/(^|,)=1\+1/m.test(raw), raw.includes("'=1+1")]).toEqual([true, false]);
    await app.close();
  });
});
