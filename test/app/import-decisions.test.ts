import { describe, expect, it } from "vitest";
import {
  clockOf,
  filledKeys,
  identityOf,
  lastDayOf,
  refundsOf,
  zoneNames,
} from "../../src/app/import-decisions.ts";
import { importSteps } from "../../src/app/import-steps.ts";
import { importFacts, importPlan } from "../support/fake-import.ts";

const [shopify, stall] = importPlan.files;

describe("what an import decided", () => {
  it("keeps the store's own clock where stamps carry an offset, and needs none where they do not", () => {
    expect(clockOf(importPlan)).toBe("wall");
    expect(clockOf({ ...importPlan, files: [stall!] })).toBe("none");
  });

  it("takes refunds from their columns, or from an amount that is net of them", () => {
    expect(refundsOf(importPlan)).toEqual({ kind: "columns", columns: ["Refunded Amount"] });
    expect(refundsOf({ ...importPlan, files: [stall!] })).toEqual({ kind: "none", columns: [] });
    const net = { ...shopify!, structure: { ...shopify!.structure, amountIsNetOfRefunds: true } };
    expect(refundsOf({ ...importPlan, files: [net] }).kind).toBe("net");
  });

  it("knows a customer by the keys that the files have", () => {
    const keys = filledKeys(importPlan);
    expect(keys).toEqual(["customer_id", "email"]);
    expect(identityOf(["customer_id", "email", "phone"], keys)).toBe("all");
    expect(identityOf(["email"], keys)).toBe("email");
    expect(identityOf(["customer_id", "email", "phone"], ["email"])).toBe("email");
  });

  it("offers every zone once, the chosen one among them", () => {
    const zones = zoneNames("Etc/Elsewhere");
    expect(zones).toContain("Etc/Elsewhere");
    expect(zones).toContain("Europe/Berlin");
    expect(new Set(zones).size).toBe(zones.length);
  });

  it("tells whether the last order's day is over", () => {
    expect(lastDayOf(importFacts)).toEqual({
      lastOrder: "2025-06-18",
      fullDay: "2025-06-17",
      sameDay: false,
    });
    expect(lastDayOf({ ...importFacts, observed_through: null })).toBeNull();
    expect(lastDayOf(null)).toBeNull();
  });
});

describe("the steps of an import", () => {
  it("are done, under way and to come", () => {
    expect(importSteps("loading").map(({ phase, state }) => `${phase} ${state}`)).toEqual([
      "looking done",
      "counting done",
      "loading now",
      "tables to come",
      "storing to come",
    ]);
  });

  it("name waiting and rewriting only while they happen", () => {
    expect(importSteps("waiting")[0]).toEqual({ phase: "waiting", state: "now" });
    expect(importSteps("rewriting").map(({ phase }) => phase)).toEqual([
      "looking",
      "counting",
      "rewriting",
      "loading",
      "tables",
      "storing",
    ]);
  });
});
