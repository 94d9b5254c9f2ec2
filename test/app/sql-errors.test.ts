import { beforeAll, describe, expect, it } from "vitest";
import { offsetOf, sqlFault, withNameReplaced, writtenName } from "../../src/app/sql-errors.ts";
import { readFunctions } from "../../src/app/sql-functions.ts";
import type { DuckDbEngine } from "../../src/engine/duckdb.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import { createTable } from "../../src/orders/schema.ts";
import { openTestEngine } from "../support/engine.ts";

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await openTestEngine();
  await engine.define(createTable("orders"));
});

const messages = createMessages("en");
const faultOf = async (sql: string) => {
  const thrown = await engine.query(sql).then(
    () => null,
    (error: unknown) => error as Error,
  );
  if (thrown === null) throw new Error(`no error: ${sql}`);
  const { text, mark, fixes } = sqlFault(thrown, sql, messages);
  const mended = fixes.map(({ from, to, insert }) => sql.slice(0, from) + insert + sql.slice(to));
  return { text, marked: mark && sql.slice(mark.from, mark.to), mended };
};

describe("an error of a person's SQL", () => {
  it("names an unknown column, marks it and offers those that resemble it", async () => {
    const fault = await faultOf(
      "select channel,\n       sum(net_amount - cost_amout) as margin\nfrom orders group by 1",
    );
    expect([fault.text, fault.marked]).toEqual(["unknown column: cost_amout", "cost_amout"]);
    expect(fault.mended[0]).toBe(
      "select channel,\n       sum(net_amount - cost_amount) as margin\nfrom orders group by 1",
    );
  });

  it("marks the column behind its table's alias, and mends it there", async () => {
    const fault = await faultOf("select o.chanel from orders as o");
    expect([fault.text, fault.marked]).toEqual(["unknown column: chanel", "chanel"]);
    expect(fault.mended[0]).toBe("select o.channel from orders as o");
  });

  it("names an unknown table and an unknown function", async () => {
    expect(await faultOf("select 1 from order_s")).toEqual({
      text: "unknown table: order_s",
      marked: "order_s",
      mended: ["select 1 from orders"],
    });
    const fault = await faultOf("select sume(1)");
    expect([fault.text, fault.marked]).toEqual(["unknown function: sume", "sume"]);
    expect(fault.mended).toContain("select sum(1)");
  });

  it("says where the text is not understood, and where it ends too early", async () => {
    expect(await faultOf("select 1 as a\nform orders")).toEqual({
      text: "not understood from here: form",
      marked: "form",
      mended: [],
    });
    expect((await faultOf("select channel from orders where")).text).toBe("The statement ends too early.");
  });

  it("says in our words that one SELECT can run, whatever else was written", async () => {
    expect(await faultOf("copy orders to 'x.csv'")).toEqual({
      text: "copy cannot run here: a cell runs one SELECT.",
      marked: "copy",
      mended: [],
    });
    expect((await faultOf("-- nothing")).text).toBe("There is no statement here yet. Write a SELECT.");
    expect((await faultOf("select 1; select 2")).text).toBe(
      "There is more than one statement here. A cell holds one; another goes into a cell of its own.",
    );
  });

  it("names a column that is neither grouped nor aggregated", async () =>
    expect((await faultOf("select channel, count(*) from orders")).text).toBe(
      "channel is neither grouped nor aggregated",
    ));

  it("is the engine's own words where there are none of ours", async () =>
    expect((await faultOf("select 'a'::integer as n")).text).toMatch(/^Conversion Error: /));

  it("lists how a function can be called", async () => {
    const sql = "select sum('a')";
    const error = await engine.query(sql).catch((thrown: unknown) => thrown as Error);
    const { signatures, fixes } = sqlFault(error as Error, sql, messages);
    expect(signatures).toContain("sum(DOUBLE) -> DOUBLE");
    expect(fixes).toEqual([]);
  });
});

describe("a place", () => {
  it("is an offset in the text, held inside it", () => {
    expect(offsetOf("ab\ncd", 2, 2)).toBe(4);
    expect(offsetOf("ab\ncd", 1, 99)).toBe(2);
    expect(offsetOf("ab\ncd", 9, 1)).toBe(5);
  });
});

describe("a name that nobody has", () => {
  it("is replaced wherever it is meant, not in texts and comments", () => {
    expect(withNameReplaced("select 'best' from Best b -- best", "best", "best_products")).toBe(
      "select 'best' from best_products b -- best",
    );
    expect(withNameReplaced("select $min, '$min'", "$min", "$min_orders")).toBe("select $min_orders, '$min'");
  });

  it("is quoted where SQL would not read it bare", () =>
    expect(["n", "名单", "order", "Order Share", 'a"b'].map(writtenName)).toEqual([
      "n",
      "名单",
      '"order"',
      '"Order Share"',
      '"a""b"',
    ]));
});

describe("the engine's functions", () => {
  it("are named with parameters and a meaning, each once", async () => {
    const functions = await readFunctions(engine);
    const names = functions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(functions.length).toBeGreaterThan(400);
    expect(functions.find(({ name }) => name === "sum")).toEqual({
      name: "sum",
      parameters: "arg",
      meaning: "Calculates the sum value for all tuples in arg.",
      isTable: false,
    });
    expect(functions.find(({ name }) => name === "range")?.isTable).toBe(true);
    expect(names).toContain("date_trunc");
  });
});
