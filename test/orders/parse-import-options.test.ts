import { describe, expect, it } from "vitest";
import { parseImportOptions } from "../../src/orders/parse-import-options.ts";

describe("parseImportOptions", () => {
  it("takes none, and every option that is known", () => {
    expect(parseImportOptions(undefined)).toEqual({});
    const options = {
      mapping: { order_id: "Invoice", net_amount: 3 },
      timeZone: "Asia/Shanghai",
      currency: "CNY",
      dateOrder: "dmy",
      rules: { cancelled: "include" },
      sheet: "Orders",
      password: "x",
    };
    expect(parseImportOptions(options)).toEqual(options);
  });

  it("takes statuses as they are compared, each one of the states of an order", () => {
    expect(parseImportOptions({ statuses: { " Verloren": "cancelled" } })).toEqual({
      statuses: { verloren: "cancelled" },
    });
    expect(() => parseImportOptions({ statuses: { lost: "gone" } })).toThrow(
      'invalid options.statuses.lost: "gone"',
    );
  });

  it("leaves out what is undefined", () => {
    expect(parseImportOptions({ timeZone: undefined })).toEqual({});
  });

  it.each<[unknown, string]>([
    [3, "invalid options: 3"],
    [{ zone: "UTC" }, "unknown option: zone"],
    [{ timeZone: "Mars" }, 'invalid options.timeZone: "Mars"'],
    [{ currency: "€" }, 'invalid options.currency: "€"'],
    [{ dateOrder: "myd" }, 'invalid options.dateOrder: "myd"'],
    [{ mapping: [] }, "invalid options.mapping: []"],
    [{ mapping: { total: "Total" } }, "unknown column: options.mapping.total"],
    [{ mapping: { order_id: -1 } }, "invalid options.mapping.order_id: -1"],
    [{ rules: { refunds: "no" } }, 'invalid options.rules.refunds: "no"'],
  ])("refuses %j", (value, message) => {
    expect(() => parseImportOptions(value)).toThrow(message);
  });
});
