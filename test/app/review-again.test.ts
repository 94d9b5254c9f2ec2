import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { shopFile, shopOf, testApp } from "../support/app.ts";
import { openTestEngine } from "../support/engine.ts";

let memory: Engine;
/** The same engine, told to be one that survives a reload. */
let lasting: Engine;

beforeAll(async () => {
  memory = await openTestEngine();
  lasting = new Proxy(memory, {
    get: (target, name) => {
      if (name === "storage") return "opfs";
      const value = target[name as keyof Engine] as unknown;
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
});

const january = shopFile("january.csv", shopOf(10, 20, 0));

/** A visit that imported january with a rule and a mapping of its own. */
async function firstVisit(engine: Engine) {
  const setup = testApp(engine);
  await setup.app.started;
  const flow = setup.app.beginImport([january]);
  await flow.settled;
  await flow.setRule("zero_value", "include");
  await flow.setMapping("january.csv", "gross_amount", flow.plan!.files[0]!.mapping.net_amount ?? 2);
  return { ...setup, flow };
}

describe("reading the same files again", () => {
  it("takes the kept files and the decisions made then, in a later visit", async () => {
    const first = await firstVisit(lasting);
    const before = first.flow.plan!;
    await first.flow.confirm();
    await first.app.flush();

    const { app } = testApp(lasting, first.environment, first.warehouse);
    await app.started;
    expect([app.screen, app.filesKept]).toEqual(["notebook", true]);
    const cells = app.notebook!.document.cells;
    await app.reviewData();
    await app.importing!.settled;
    expect(app.importing!.plan!.rules).toEqual(before.rules);
    expect(app.importing!.plan!.files.map(({ mapping }) => mapping)).toEqual(
      before.files.map(({ mapping }) => mapping),
    );

    await app.importing!.setRule("zero_value", "exclude");
    await app.importing!.confirm();
    expect([app.screen, app.notebook!.facts.orders]).toEqual(["notebook", 2]);
    expect(app.notebook!.document.cells).toEqual(cells);
    // The files were copied before the old copies went.
    expect([app.filesKept, await first.kept.size()]).toEqual([true, january.size]);
  });

  it("changes nothing when the review is left", async () => {
    const { app, flow, kept } = await firstVisit(lasting);
    await flow.confirm();
    const facts = app.notebook!.facts;
    await app.reviewData();
    await app.importing!.settled;
    const again = app.importing!;
    again.cancel();
    await again.settled;
    expect([app.screen, app.importing, app.notebook!.facts]).toEqual(["notebook", null, facts]);
    expect(await kept.size()).toBe(january.size);
  });

  it("says that the files will be asked for where they are not kept", async () => {
    const { app, flow } = await firstVisit(memory);
    await flow.confirm();
    expect(app.filesKept).toBe(false);
    await app.reviewData();
    expect([app.screen, app.importing]).toEqual(["notebook", null]);
    expect(app.notice).toEqual({
      text: "The files are not kept in this browser. Drop them again to change how they are read.",
      kind: "warn",
    });
  });

  it("keeps no password among the decisions", async () => {
    const { app } = testApp(memory);
    await app.started;
    const flow = app.beginImport([january], { options: { password: "secret", currency: "EUR" } });
    await flow.settled;
    expect(flow.decisions).toEqual({ options: { currency: "EUR" }, changes: {} });
  });
});

describe("the last full day", () => {
  it("that is said in the review is the notebook's, and can be undone there", async () => {
    const { app, flow } = await firstVisit(memory);
    flow.setObservedThrough("2025-01-02");
    await flow.confirm();
    const notebook = app.notebook!;
    expect(notebook.document.reading.observedThrough).toBe("2025-01-02");
    notebook.setObservedThrough("2025-01-01");
    notebook.setObservedFrom("2024-12-01");
    expect(notebook.document.reading).toMatchObject({
      observedThrough: "2025-01-01",
      observedFrom: "2024-12-01",
    });
    notebook.undo();
    notebook.undo();
    expect(notebook.document.reading).toMatchObject({ observedThrough: "2025-01-02", observedFrom: null });
  });

  it("is the data's own when that day is chosen", async () => {
    const { flow } = await firstVisit(memory);
    flow.setObservedThrough("2025-01-02");
    flow.setObservedThrough(flow.facts!.observed_through);
    expect(flow.observedThrough).toBeNull();
  });
});
