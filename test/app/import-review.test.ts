import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ordersWarehouse } from "../../src/app/orders-warehouse.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { discard } from "../../src/warehouse/load.ts";
import { testApp } from "../support/app.ts";
import { openTestEngine } from "../support/engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});
beforeEach(() => discard(engine));

const shop = `Order,Date,Total,Customer ID,Email
1,2025-01-01,10,c1,ann@gmail.com
2,2025-01-02,20,,ann@gmail.com
3,2025-01-03,0,c2,bob@x.de
4,2025-01-04,40,c3,eve@x.de
`;
const file = () => new File([shop], "shop.csv");
const guest = { from: "ann@gmail.com", into: "c1" };

/** An engine of which one verb fails once. */
function failing(verb: "checkpoint" | "define", when: (sql: string) => boolean = () => true): Engine {
  let hasFailed = false;
  return new Proxy(engine, {
    get(target, name) {
      const value = target[name as keyof Engine] as unknown;
      if (name === verb)
        return (sql: string, options: object) => {
          if (hasFailed || !when(sql)) return (value as Engine["define"]).call(target, sql, options);
          hasFailed = true;
          return Promise.reject(new Error("disk full"));
        };
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

async function review(on: Engine = engine) {
  const { app, warehouse: _fake } = testApp(on, { warehouse: ordersWarehouse });
  await app.started;
  const flow = app.beginImport([file()]);
  await flow.settled;
  return { app, flow };
}

/** Resolves when everything that a review shows is counted. */
const counted = async (flow: { readonly isCounting: boolean }) => {
  while (flow.isCounting) await new Promise((done) => setTimeout(done, 5));
};

describe("a rule that is switched on the review", () => {
  it("is counted anew from the staged records while the review stays in sight", async () => {
    const { flow } = await review();
    const reading = flow.setRule("zero_value", "include");
    expect(flow).toMatchObject({ status: "review", isRecounting: true });
    await reading;
    expect(flow).toMatchObject({
      status: "review",
      isRecounting: false,
      facts: { orders: 4 },
      plan: { rules: { zero_value: "include" } },
    });
    flow.cancel();
    await flow.settled;
  });

  it("is waited for before the orders are put in place", async () => {
    const { app, flow } = await review();
    void flow.setRule("zero_value", "include");
    await flow.confirm();
    expect(app.notebook!.facts.orders).toBe(4);
    expect(app.notebook!.document.reading.rules.zero_value).toBe("include");
  });

  it("reads the files again together with a column that means something else", async () => {
    const { flow } = await review();
    void flow.setRule("zero_value", "include");
    await flow.setMapping("shop.csv", "email", null);
    expect(flow).toMatchObject({ status: "review", facts: { orders: 4, customers: 3 }, isRecounting: false });
    flow.cancel();
    await flow.settled;
  });
});

describe("an accepted merge", () => {
  it("is proposed, counted, put in place, kept with the notebook, and undone there", async () => {
    const { app, flow } = await review();
    await counted(flow);
    expect(flow.bench).toMatchObject({ customers: 3, repeatCustomers: 0, found: 1 });
    expect(flow.findings).toEqual([]);
    await flow.setRule("merges", [guest]);
    expect(flow.facts).toMatchObject({ orders: 3, customers: 2 });
    // What is proposed stays in sight while merges come and go.
    expect(flow.bench).toMatchObject({ found: 1 });
    await flow.confirm();
    const notebook = app.notebook!;
    expect(notebook.document.reading.rules.merges).toEqual([guest]);
    expect(notebook.facts.customers).toBe(2);
    await notebook.setRule("merges", []);
    expect(notebook.facts.customers).toBe(3);
    notebook.undo();
    await notebook.setRule("same_day", "keep");
    expect(notebook.facts.customers).toBe(2);
  });
});

describe("orders that were put in place", () => {
  it("stand though the checkpoint after it fails, and that is said", async () => {
    const { app, flow } = await review(failing("checkpoint"));
    await flow.confirm();
    expect(app).toMatchObject({
      screen: "notebook",
      importing: null,
      notice: { kind: "bad", text: expect.stringContaining("disk full") as string },
    });
    expect(app.notebook!.facts.orders).toBe(3);
  });

  it("are the old ones where the transaction itself fails", async () => {
    const { app, flow } = await review(failing("define", (sql) => sql.includes("rename to")));
    await flow.confirm();
    expect(app.screen).toBe("import");
    expect(flow).toMatchObject({ status: "failed", error: { message: "disk full" } });
  });
});
