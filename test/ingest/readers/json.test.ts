import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExactly } from "../../../src/ingest/readers/json/exact.ts";
import { JsonSplitter } from "../../../src/ingest/readers/json/split.ts";
import { refusalOf, tableOf, tablesOf } from "../../support/tables.ts";

const json = (content: BlobPart, name = "orders.json") => new File([content], name);
const order = (id: unknown, more: object = {}) => ({
  order_id: id,
  order_date: "2024-01-05",
  amount: 1.5,
  ...more,
});
const cells = async (file: File) => (await tableOf(file)).rows.map(([, ...own]) => own);

describe("JSON", () => {
  it("is a record for each object of an array; keys that come later are columns too", async () => {
    const table = await tableOf(
      json(JSON.stringify([order("A1"), order("A2", { coupon: "X" }), order("A3")])),
    );
    expect(table.columns).toEqual(["order_id", "order_date", "amount", "coupon"]);
    expect(table.rows).toEqual([
      ["1", "A1", "2024-01-05", "1.5", ""],
      ["2", "A2", "2024-01-05", "1.5", "X"],
      ["3", "A3", "2024-01-05", "1.5", ""],
    ]);
  });

  it("has columns that come behind the sample", async () => {
    const many = Array.from({ length: 5_000 }, (_, i) => order(i, i === 4_500 ? { coupon: "late" } : {}));
    const table = await tableOf(json(JSON.stringify(many)));
    expect([table.columns.at(-1), table.rows.length, table.rows[4_500]!.at(-1)]).toEqual([
      "coupon",
      5_000,
      "late",
    ]);
  });

  it("keeps every digit of a number", async () => {
    const text = `[{"order_id":123456789012345678,"order_date":"2024-01-05","amount":12345678901234.5678},
      {"order_id":9007199254740993,"order_date":"2024-01-05","amount":1.5e3},
      {"order_id":"1e5","order_date":"2024-01-05","amount":0.1}]`;
    expect(await cells(json(text))).toEqual([
      ["123456789012345678", "2024-01-05", "12345678901234.5678"],
      ["9007199254740993", "2024-01-05", "1500"],
      ["1e5", "2024-01-05", "0.1"],
    ]);
  });

  it("is flattened: objects become columns, other lists one cell", async () => {
    const text = JSON.stringify([
      order("A1", {
        address: { city: "Köln", geo: { lat: 1 } },
        tags: ["a", "b"],
        note: null,
        gift: true,
        refunds: [{ amount: 1 }],
      }),
      order("A2"),
    ]);
    const table = await tableOf(json(text));
    expect(table.columns.slice(3)).toEqual([
      "address.city",
      "address.geo.lat",
      "tags",
      "note",
      "gift",
      "refunds",
    ]);
    expect(table.rows[0]!.slice(4)).toEqual(["Köln", "1", "a, b", "", "true", '[{"amount":1}]']);
  });

  it("has a record for each item of an order, whose own amount is not added up", async () => {
    const items = (...skus: string[]) => ({
      line_items: skus.map((sku) => ({ sku, quantity: 1, price: "2.00" })),
    });
    const table = await tableOf(
      json(JSON.stringify([order("A1", items("x", "y")), order("A2", items("z")), order("A3", items())])),
    );
    expect(table.columns.slice(3)).toEqual(["line_items.sku", "line_items.quantity", "line_items.price"]);
    expect(table.rows.map((row) => [row[0], row[1], row[4] ?? ""])).toEqual([
      ["1", "A1", "x"],
      ["1", "A1", "y"],
      ["2", "A2", "z"],
      ["3", "A3", ""],
    ]);
  });

  it("may hold its orders inside of objects, and rows rather than objects", async () => {
    const inside = JSON.stringify({ data: { page: 1, orders: [order("A1"), order("A2")] }, ok: true });
    expect((await cells(json(inside))).map(([id]) => id)).toEqual(["A1", "A2"]);
    const rows = JSON.stringify([
      ["order_id", "order_date", "amount"],
      ["A1", "2024-01-05", 1.5],
      ["A2", "2024-01-06", null],
    ]);
    expect(await cells(json(rows))).toEqual([
      ["A1", "2024-01-05", "1.5"],
      ["A2", "2024-01-06", ""],
    ]);
  });

  it("of several lists is a table for each", async () => {
    const text = JSON.stringify({ orders: [order("A1")], customers: [{ customer_id: 1, email: "a@x.com" }] });
    expect((await tablesOf(json(text))).tables.map(({ name }) => name)).toEqual([
      "orders.json › orders",
      "orders.json › customers",
    ]);
  });

  it("is one record for each value where it is one value after the other over several lines", async () => {
    const text = [order("A1"), order("A2")].map((one) => JSON.stringify(one, null, 2)).join("\n");
    expect((await cells(json(text))).map(([id]) => id)).toEqual(["A1", "A2"]);
  });

  it("takes keys like __proto__ for columns", async () => {
    const table = await tableOf(
      json('[{"order_id":"A1","__proto__":"x","constructor":"y","order_date":"2024-01-05"}]'),
    );
    expect([table.columns, table.rows]).toEqual([
      ["order_id", "__proto__", "constructor", "order_date"],
      [["1", "A1", "x", "y", "2024-01-05"]],
    ]);
  });

  it("is read in UTF-16 too", async () => {
    const text = `\ufeff${JSON.stringify([order("订单")])}`;
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    [...text].forEach((char, i) => view.setUint16(i * 2, char.charCodeAt(0), true));
    expect((await cells(json(bytes)))[0]![0]).toBe("订单");
  });

  it("that ends early is refused, as is a text of no list", async () => {
    const whole = JSON.stringify([order("A1"), order("A2")]);
    expect(await refusalOf(json(whole.slice(0, -1)))).toBe("TRUNCATED_OR_CORRUPT");
    expect(await refusalOf(json(whole.slice(0, -10)))).toBe("TRUNCATED_OR_CORRUPT");
    expect(await refusalOf(json('{"a":1}'))).toBe("NOT_TABULAR");
    expect(await refusalOf(json('{"a":[1,2,3]}'))).toBe("NOT_TABULAR");
  });

  it("has elements rejected that are no objects, or nest without end", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const text = `[${JSON.stringify(order("A1"))},7,{"a":${deep}},{"b":},${JSON.stringify(order("A2"))}]`;
    const table = await tableOf(json(text));
    expect([table.rows.length, table.rejected]).toEqual([
      2,
      [
        [2, "no_object"],
        [3, "nested_too_deep"],
        [4, "invalid_json"],
      ],
    ]);
  });
});

describe("JSON Lines", () => {
  it("have their lines, whatever ends them, and a broken one is rejected with its place", async () => {
    const lines = [order("A1"), order("A2")].map((one) => JSON.stringify(one));
    const text = `\ufeff${lines[0]}\r\n\r\n{"order_id":\r\n${lines[1]}\r\n{"order_id": 3, "order_date"`;
    const table = await tableOf(json(text, "orders.jsonl"));
    expect([table.rows.map(([line, id]) => [line, id]), table.rejected]).toEqual([
      [
        ["1", "A1"],
        ["4", "A2"],
      ],
      [
        [3, "invalid_json"],
        [5, "invalid_json"],
      ],
    ]);
  });
});

describe("the splitter", () => {
  it("finds the same elements wherever the text is cut", () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(
        fc.array(value),
        fc.integer({ min: 1, max: 7 }),
        fc.dictionary(fc.string(), fc.nat()),
        (list, step, before) => {
          const text = JSON.stringify({ before, list });
          const found: unknown[] = [];
          const splitter = new JsonSplitter({
            array: (path) => (path === "list" ? (element) => void found.push(JSON.parse(element)) : null),
          });
          for (let at = 0; at < text.length; at += step) splitter.push(text.slice(at, at + step));
          expect(splitter.end()).toBe(true);
          expect(found).toEqual(JSON.parse(JSON.stringify(list)));
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });

  it("loses no digit of any number", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (number) => {
        expect(String((parseExactly(`{"n":${number}}`) as { n: unknown }).n)).toBe(String(number));
      }),
      { seed: 12 },
    );
  });
});
