import { describe, expect, it } from "vitest";
import { parseRules } from "../../src/orders/parse-rules.ts";
import { defaultRules } from "../../src/orders/rules.ts";

describe("parseRules", () => {
  it("gives the defaults for an empty object", () => {
    expect(parseRules({})).toEqual(defaultRules);
  });

  it("takes every kind of rule", () => {
    const rules = {
      cancelled: "include",
      unattached_negative: "keep_as_order",
      identity: ["email", "phone"],
      currency: { rates: { USD: 0.9, GBP: 1.2 }, to: "EUR" },
      merges: [{ from: "ann@x.de", into: "c1" }],
    };
    expect(parseRules(rules)).toEqual({ ...defaultRules, ...rules });
    expect(parseRules({ currency: { pick: "EUR" } }).currency).toEqual({ pick: "EUR" });
  });

  it("keeps the base's values for rules that are left out", () => {
    const base = { ...defaultRules, zero_value: "include" } as const;
    expect(parseRules({ same_day: "one" }, "rules", base)).toEqual({ ...base, same_day: "one" });
  });

  it.each<[unknown, string]>([
    [null, "invalid rules: null"],
    [["a"], 'invalid rules: ["a"]'],
    [{ colour: "red" }, "unknown counting rule: rules.colour"],
    [{ toString: "x" }, "unknown counting rule: rules.toString"],
    [{ refunds: "maybe" }, 'invalid rules.refunds: "maybe"'],
    [{ identity: [] }, "invalid rules.identity: []"],
    [{ identity: ["email", "email"] }, 'invalid rules.identity: ["email","email"]'],
    [{ identity: ["name"] }, 'invalid rules.identity: ["name"]'],
    [{ currency: { pick: "€" } }, 'invalid rules.currency: {"pick":"€"}'],
    [
      { currency: { rates: { USD: 0 }, to: "EUR" } },
      'invalid rules.currency: {"rates":{"USD":0},"to":"EUR"}',
    ],
    [{ merges: { a: "b" } }, "invalid rules.merges"],
    [{ merges: [{ from: "a" }] }, 'invalid rules.merges[0]: {"from":"a"}'],
    [{ merges: [{ from: "a", into: "a" }] }, 'invalid rules.merges[0]: {"from":"a","into":"a"}'],
    [{ merges: [{ from: "a", into: "b\u001e" }] }, "invalid rules.merges[0]"],
    [{ merges: [{ from: "a", into: "b\ud800" }] }, "invalid rules.merges[0]"],
    [{ merges: [{ from: "a", into: "b", why: "" }] }, "invalid rules.merges[0]"],
    [{ merges: Array.from({ length: 50_001 }, () => ({ from: "a", into: "b" })) }, "invalid rules.merges"],
    [{ currency: { rates: { USD: 1 } } }, 'invalid rules.currency: {"rates":{"USD":1}}'],
  ])("refuses %.80j with the place", (value, message) => {
    expect(() => parseRules(value)).toThrow(message);
  });
});
