/** Files that hold no orders, dropped alone: beside orders in place, before them, again, and where nothing is kept. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { ordersWarehouse } from "../../src/app/orders-warehouse.ts";
import { newFiles } from "../../src/app/join-kept.ts";
import { testApp } from "../support/app.ts";
import { openTestEngine } from "../support/engine.ts";

let memory: Engine;
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

const file = (name: string, ...lines: readonly string[]) => new File([lines.join("\n")], name);
const customers = Array.from({ length: 12 }, (_, index) => `c${String(index).padStart(2, "0")}`);
const orders = () =>
  file(
    "orders.csv",
    "order_id,order_date,customer_id,total",
    ...customers.map((id, index) => `n${index},2025-01-${10 + index},${id},10.00`),
  );
const head = "customer_id,sent_at,campaign,channel,group";
const contactsOf = (name: string, campaign: string, from: number, to: number) =>
  file(
    name,
    head,
    ...customers
      .slice(from, to)
      .map((id, index) => `${id},2025-02-01,${campaign},email,${index % 4 === 0 ? "control" : "treated"}`),
  );
const reasons = () => file("reasons.csv", "customer_id,churn_date,churn_reason", "c03,2025-03-01,price");

async function withOrders(engine: Engine) {
  const { app } = testApp(engine, { warehouse: ordersWarehouse });
  await app.started;
  const flow = app.beginImport([orders()]);
  await flow.settled;
  await flow.confirm();
  return app;
}

const count = async (engine: Engine, table: string) =>
  (await engine.query(`select count(*)::integer as n from ${table}`))
    .toArray()
    .map((row) => Number((row as { n: number }).n))[0];

describe.each(["kept", "in memory"])("beside orders in place, whose files are %s", (where) => {
  const engine = () => (where === "kept" ? lasting : memory);

  it("is joined to them, with a receipt of its own, and the notebook stays", async () => {
    const app = await withOrders(engine());
    const notebook = app.notebook!;
    notebook.setObservedThrough("2025-01-20");
    app.importFiles([contactsOf("contacts.csv", "spring", 0, 8)]);
    const flow = app.importing!;
    await flow.settled;
    expect([flow.status, flow.joining, flow.fileNames]).toEqual([
      "review",
      ["contacts.csv"],
      ["orders.csv", "contacts.csv"],
    ]);
    const receipt = flow.report!.files.find(({ name }) => name === "contacts.csv")!;
    expect([receipt.role, receipt.records, receipt.rows_loaded]).toEqual(["contacts", 8, 8]);
    await flow.confirm();
    expect([app.screen, app.notebook === notebook, notebook.facts.orders]).toEqual(["notebook", true, 12]);
    expect(notebook.facts.filled).toContain("contacts.sent_at");
    expect(notebook.facts.campaigns).toEqual(["spring"]);
    expect(notebook.document.reading.observedThrough).toBe("2025-01-20");
  });

  it("comes to those that were joined before; the same bytes are not joined again", async () => {
    const app = await withOrders(engine());
    const join = async (...files: readonly File[]) => {
      app.importFiles(files);
      await app.importing!.settled;
      if (app.importing?.status === "review") await app.importing.confirm();
    };
    await join(contactsOf("contacts.csv", "spring", 0, 8));
    await join(reasons());
    expect([await count(memory, "contacts"), await count(memory, "reasons")]).toEqual([8, 1]);

    await join(contactsOf("again.csv", "spring", 0, 8));
    expect([app.screen, app.importing]).toEqual(["notebook", null]);
    expect(app.notice).toEqual({
      text: "again.csv: joined already. The same file is not added twice.",
      kind: "info",
    });
    expect(await count(memory, "contacts")).toEqual(8);

    // Of the same name and other bytes: what both say counts once.
    await join(contactsOf("contacts.csv", "spring", 0, 10));
    expect(app.notebook!.facts.campaigns).toEqual(["spring"]);
    expect([await count(memory, "contacts"), await count(memory, "orders")]).toEqual([10, 12]);
    await join(contactsOf("summer.csv", "summer", 0, 3));
    expect([await count(memory, "contacts"), await count(memory, "reasons")]).toEqual([13, 1]);
    expect(app.orders.report!.files.map(({ name }) => name)).toEqual([
      "orders.csv",
      "contacts.csv",
      "reasons.csv",
      "contacts (2).csv",
      "summer.csv",
    ]);
  });

  it("leaves everything as it was when the review is left", async () => {
    const app = await withOrders(engine());
    const { facts } = app.notebook!;
    app.importFiles([contactsOf("contacts.csv", "spring", 0, 8)]);
    const flow = app.importing!;
    await flow.settled;
    flow.cancel();
    await flow.settled;
    expect([app.screen, app.importing, app.notebook!.facts, app.waiting]).toEqual([
      "notebook",
      null,
      facts,
      [],
    ]);
    expect(await count(memory, "contacts")).toEqual(0);
  });
});

describe("before there are orders", () => {
  const dropped = async () => {
    const { app } = testApp(await openTestEngine(), { warehouse: ordersWarehouse });
    await app.started;
    app.importFiles([contactsOf("contacts.csv", "spring", 0, 8)]);
    const flow = app.importing!;
    await flow.settled;
    return { app, flow };
  };

  it("waits: the orders dropped next are read with it", async () => {
    const { app, flow } = await dropped();
    expect([flow.status, flow.waiting, flow.refused.map(({ error_key }) => error_key)]).toEqual([
      "failed",
      ["contacts.csv"],
      ["refusal_only_contacts"],
    ]);
    app.importFiles([orders()]);
    const both = app.importing!;
    await both.settled;
    expect([both.status, both.fileNames, both.joining]).toEqual([
      "review",
      ["contacts.csv", "orders.csv"],
      [],
    ]);
    await both.confirm();
    expect([app.notebook!.facts.orders, app.notebook!.facts.campaigns, app.waiting]).toEqual([
      12,
      ["spring"],
      [],
    ]);
  });

  it("waits on the first screen too, until it is done without", async () => {
    const { app, flow } = await dropped();
    flow.cancel();
    await flow.settled;
    expect([app.screen, app.waiting]).toEqual(["first", ["contacts.csv"]]);
    app.importFiles([reasons()]);
    await app.importing!.settled;
    expect(app.importing!.waiting).toEqual(["contacts.csv", "reasons.csv"]);
    app.importing!.cancel();
    app.forgetWaiting();
    app.importFiles([orders()]);
    await app.importing!.settled;
    expect(app.importing!.fileNames).toEqual(["orders.csv"]);
  });

  it("is no reason to keep a file that is no table", async () => {
    const { app } = testApp(await openTestEngine(), { warehouse: ordersWarehouse });
    await app.started;
    app.importFiles([contactsOf("contacts.csv", "spring", 0, 8), file("empty.csv", "")]);
    const flow = app.importing!;
    await flow.settled;
    expect([flow.status, flow.waiting]).toEqual(["failed", ["contacts.csv"]]);
    flow.cancel();
    expect(app.waiting).toEqual(["contacts.csv"]);
  });
});

it("names a new file as no other is named", async () => {
  const there = [file("a.csv", "1"), file("a (2).csv", "2")];
  const fresh = await newFiles(there, [
    file("b.csv", "1"),
    file("a.csv", "3"),
    file("a.csv", "4"),
    file("a", "5"),
  ]);
  expect(fresh.map(({ name }) => name)).toEqual(["a (3).csv", "a (4).csv", "a"]);
  expect(await fresh[0]!.text()).toBe("3");
});
