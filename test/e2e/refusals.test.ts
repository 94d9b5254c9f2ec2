import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBrowser, importFiles, openApp, query, type OpenApp } from "./app.ts";

const folder = mkdtempSync(join(tmpdir(), "regulars-"));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const png = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);

const good = file(
  "good.csv",
  "order,customer,date,amount\n1,ann,2025-01-02,10.50\n2,bob,2025-01-03,4.00\n3,ann,2025-02-02,6.00\n",
);

describe("a file that is no order file", () => {
  let app: OpenApp;
  beforeAll(async () => {
    app = await openApp();
    await importFiles(app.page, [good]);
  });
  afterAll(async () => {
    await app.close();
    await closeBrowser();
  });

  it.each([
    ["empty", file("empty.csv", ""), "EMPTY_FILE"],
    ["only a header", file("header.csv", "order_id,customer,date,amount\n"), "NO_ROWS"],
    ["a PNG renamed .csv", file("picture.csv", png), "WRONG_TYPE"],
    [
      "without a column that could be a date",
      file("dateless.csv", "name,colour\nann,red\nbob,blue\n"),
      "NOT_TABULAR",
    ],
  ])("%s: is refused with what to do, and what was there stays", async (_, path, error_class) => {
    const error = await importFiles(app.page, [path]).then(
      () => null,
      (reason: Error) =>
        JSON.parse(reason.message.slice(reason.message.indexOf("{")).split("\n")[0]!) as Record<
          string,
          unknown
        >,
    );
    expect(error).toMatchObject({ error_class });
    expect(String(error!["message"])).not.toBe("");
    expect(String(error!["hint"]).length).toBeGreaterThan(10);
    expect(await query(app.page, "select count(*)::integer as orders from orders")).toEqual([{ orders: 3 }]);
  });

  it("beside a good file leaves the good one loaded", async () => {
    const report = await importFiles(app.page, [good, join(folder, "picture.csv")]);
    expect(report.files.map(({ outcome }) => outcome).sort()).toEqual(["load", "refuse"]);
    expect(await query(app.page, "select count(*)::integer as orders from orders")).toEqual([{ orders: 3 }]);
  });
});

describe("a file that is refused on the page", () => {
  it("is explained there, and the page goes on with another file", async () => {
    const app = await openApp();
    await app.page.setInputFiles("input[type=file]", [join(folder, "picture.csv")]);
    // The page of the refusal, with its own chooser; until it is there, the file is still being looked at.
    const refusal = app.page.getByRole("alert").filter({ hasText: "picture.csv" });
    await refusal.waitFor();
    await app.page.setInputFiles("#main input[type=file]", [good]);
    await app.page.getByRole("button", { name: /^Use these 3 orders/ }).waitFor();
    await app.close();
    await closeBrowser();
  });
});
