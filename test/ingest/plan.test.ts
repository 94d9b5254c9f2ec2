import { describe, expect, it } from "vitest";
import { allRefused, planImport, replan } from "../../src/ingest/plan.ts";
import { fileOf, headersOf, plan, planOne } from "../support/files.ts";

const table = (rows: readonly string[], header = "order_id,order_date,customer_email,amount") =>
  fileOf([header, ...rows, ""].join("\n"));
const days = (dates: readonly string[]) => table(dates.map((day, i) => `${i},${day},a${i}@x.com,1.50`));
const dateFormats = async (dates: readonly string[], importedOn = "2026-01-01") => {
  const { plan: planned } = await planImport([days(dates)], {}, { importedOn, timeZone: "UTC" });
  const file = planned.files[0]!;
  const reading = file.columns[1]!.reading;
  return {
    formats: reading.kind === "time" ? reading.formats : [],
    asked: file.questions.map(({ evidence, chosen }) => [evidence[0]!.key, chosen]),
  };
};

describe("the order of day and month", () => {
  it("is certain where a number is above 12", async () => {
    expect(await dateFormats(["01/02/2024", "13/02/2024"])).toEqual({ formats: ["%d/%m/%Y"], asked: [] });
    expect(await dateFormats(["01/02/2024", "02/13/2024"])).toEqual({ formats: ["%m/%d/%Y"], asked: [] });
  });

  it("is certain by a record far behind the sample", async () => {
    const dates = [
      ...Array.from({ length: 3000 }, (_, i) => `0${1 + (i % 9)}/0${1 + (i % 7)}/2024`),
      "12/31/2024",
    ];
    expect(await dateFormats(dates)).toEqual({ formats: ["%m/%d/%Y"], asked: [] });
  });

  it("is asked where nothing tells, and chosen so that no order lies in the future", async () => {
    expect(await dateFormats(["01/02/2024", "03/02/2024"])).toEqual({
      formats: ["%d/%m/%Y"],
      asked: [["evidence_date_undecided", "dmy"]],
    });
    expect(await dateFormats(["01/02/2024", "03/12/2024"], "2024-06-01")).toEqual({
      formats: ["%m/%d/%Y"],
      asked: [["evidence_date_future", "mdy"]],
    });
  });

  it("follows the week where a shop is shut on Sundays", async () => {
    const open = Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i))).filter(
      (day) => day.getUTCDay() !== 0 && day.getUTCDate() <= 12,
    );
    const mdy = open.map((day) => `${day.getUTCMonth() + 1}/${day.getUTCDate()}/2024`);
    const planned = await plan([days(mdy)]);
    const [question] = planned.plan.files[0]!.questions;
    expect([question!.chosen, question!.evidence[0]!.key]).toEqual(["mdy", "evidence_date_weekdays"]);
    expect(question!.figures!["mdy"]![6]).toBe(0);
  });

  it("both ways in one column reads each cell that is certain", async () => {
    const { formats } = await dateFormats(["13/02/2024", "02/13/2024"]);
    expect([...formats].sort()).toEqual(["%d/%m/%Y", "%m/%d/%Y"]);
  });
});

describe("an import's plan", () => {
  it("is changed without reading the files again", async () => {
    const first = await plan([days(["01/02/2024", "03/02/2024"])]);
    const flipped = await replan(first, { options: { dateOrder: "mdy", rules: { cancelled: "include" } } });
    const file = flipped.plan.files[0]!;
    expect(file.columns[1]!.reading).toMatchObject({ formats: ["%m/%d/%Y"] });
    expect(file.questions).toEqual([]);
    expect(flipped.plan.rules.cancelled).toBe("include");
    expect(flipped.bytes).toEqual(first.bytes);
    const remapped = await replan(flipped, {
      files: { "orders.csv": { mapping: { net_amount: null, unit_price: 3 } } },
    });
    expect(headersOf(remapped.plan.files[0]!)).toEqual({
      order_id: "order_id",
      email: "customer_email",
      ordered_at: "order_date",
      unit_price: "amount",
    });
    expect(remapped.plan.files[0]!.columns[1]!.reading).toMatchObject({ formats: ["%m/%d/%Y"] });
  });

  it("takes the caller's mapping by header or index, and names an unknown one", async () => {
    const file = table(["1,2024-01-05,ann@x.com,1.50"], "a,b,c,d");
    const taken = await planOne(file, { mapping: { order_id: "A", ordered_at: 1, net_amount: "d" } });
    expect(headersOf(taken)).toEqual({ order_id: "a", ordered_at: "b", email: "c", net_amount: "d" });
    const unknown = await plan([file], { mapping: { order_id: "x" } });
    expect(unknown.refused[0]!.message).toBe("unknown column for order_id: x");
  });

  it("converts UTC stamps to the browser's zone, and says so", async () => {
    const utc = await plan([days(["2024-01-05T10:00:00Z", "2024-01-06T10:00:00Z"])]);
    const file = utc.plan.files[0]!;
    expect(utc.plan.timeZone).toBe("Asia/Shanghai");
    expect(file.columns[1]!.reading).toEqual({
      kind: "time",
      formats: ["%Y-%m-%dT%H:%M:%S"],
      offset: "convert",
      timeZone: "Asia/Shanghai",
      hasTime: true,
    });
    expect(file.warnings.map(({ code }) => code)).toEqual(["TZ_STATED"]);
    expect(file.questions.map(({ question, chosen }) => [question, chosen])).toEqual([
      ["time_zone", "Asia/Shanghai"],
    ]);
  });

  it("tells an order's repeated total from amounts of its lines", async () => {
    const rows = (amount: (order: number, line: number) => string) =>
      [1, 2, 3, 4].flatMap((order) =>
        [1, 2, 3].map((line) => `${order},2024-01-05,a@x.com,${amount(order, line)}`),
      );
    const amountOf = async (amount: Parameters<typeof rows>[0]) =>
      (await planOne(table(rows(amount)))).structure.amount;
    expect(await amountOf((order) => `${order}.50`)).toBe("once_per_order");
    expect(await amountOf((_, line) => `${line}.50`)).toBe("sum_of_records");
    expect(await amountOf((_, line) => (line === 1 ? "9.50" : ""))).toBe("once_per_order");
  });

  it("tells a unit's price from an order's", async () => {
    const planned = async (header: string, rows: readonly string[]) => {
      const file = await planOne(table(rows, `order_id,order_date,customer_email,${header}`));
      const { net_amount, unit_price, line_amount } = headersOf(file);
      return [net_amount, unit_price, line_amount, file.structure.amount];
    };
    const lines = [
      "1,2024-01-05,a@x.com,2,9.50",
      "1,2024-01-05,a@x.com,1,4.50",
      "2,2024-01-06,b@x.com,1,5.50",
    ];
    const totals = lines.map((line, index) => `${line},${["19.00", "4.50", "5.00"][index]}`);
    const times = "quantity_times_price";
    expect(await planned("quantity,price", lines)).toEqual([undefined, "price", undefined, times]);
    const summed = [undefined, "price", "line_total", "sum_of_records"];
    expect(await planned("quantity,price,line_total", totals)).toEqual(summed);
    expect(await planned("quantity,price,line_total", totals.slice(1))).toEqual(summed);
    // One record per order: nothing tells, and it stays what the header says of an order.
    const orders = ["price", undefined, undefined, "sum_of_records"];
    expect(await planned("quantity,price", lines.slice(1))).toEqual(orders);
  });

  it("does not take a masked phone for a buyer", async () => {
    const rows = ["1,2024-01-05,139****0000,1.50", "2,2024-01-06,139****0000,2.50"];
    const file = await planOne(table(rows, "order_id,order_date,phone,amount"));
    expect(headersOf(file).phone).toBeUndefined();
    expect(file.structure.hasCustomerKey).toBe(false);
  });
});

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 1, 2, 3]);

describe("files that are refused", () => {
  const cases: readonly [string, BlobPart, string, string][] = [
    ["an empty file", "", "EMPTY_FILE", "refusal_empty_file"],
    ["blank lines only", "\n \n", "EMPTY_FILE", "refusal_empty_file"],
    ["only a header", "order_id,order_date,amount\n", "NO_ROWS", "refusal_no_rows"],
    ["a picture named .csv", png, "WRONG_TYPE", "refusal_image"],
    ["a web page", "<!DOCTYPE html><html></html>", "WRONG_TYPE", "refusal_html"],
    ["prose", "Dear all,\nplease find the orders attached.\n", "NOT_TABULAR", "refusal_no_columns"],
    ["one column", "name\nann\nbob\n", "NOT_TABULAR", "refusal_no_columns"],
    ["a table without dates", "sku,amount\nA,1.5\nB,2.5\n", "NOT_TABULAR", "refusal_no_date"],
    ["JSON without orders", '{"a": 1, "b": [1, 2]}', "NOT_TABULAR", "refusal_json_no_list"],
  ];
  for (const [name, content, errorClass, key] of cases)
    it(`${name} is refused with what to do`, async () => {
      const { plan: planned, refused } = await plan([fileOf(content)]);
      expect(planned.files).toEqual([]);
      expect(refused.map((one) => [one.error_class, one.error_key, one.outcome, one.records])).toEqual([
        [errorClass, key, "refuse", 0],
      ]);
      const error = allRefused(refused);
      expect([error.error_class, error.hint, error.files]).toEqual([errorClass, refused[0]!.hint, refused]);
      expect(error.hint).not.toBe("");
    });

  it("do not stop the others", async () => {
    const { plan: planned, refused } = await plan([fileOf(png, "a.csv"), days(["2024-01-05", "2024-01-06"])]);
    expect([planned.files.map(({ name }) => name), refused.map(({ name }) => name)]).toEqual([
      ["orders.csv"],
      ["a.csv"],
    ]);
  });

  it("an abort rejects with its reason", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(
      planImport([days(["2024-01-05"])], {}, { importedOn: "2026-01-01", timeZone: "UTC", signal }),
    ).rejects.toThrow("enough");
  });
});
