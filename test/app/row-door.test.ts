import { describe, expect, it } from "vitest";
import type { Mark } from "../../src/analyses/analysis.ts";
import { rowDoor } from "../../src/app/row-door.ts";

const members = { sql: "", readsResult: false, columns: { tier: { kind: "text" } } } as const;
const text = { kind: "text", nullable: true } as const;
const tiers = {
  members,
  rowMark: ({ tier }: { tier: string | null }): Mark | null => (tier ? { tier } : null),
};

describe("a row of a table", () => {
  it("that names a customer leads to this customer's card, also in a person's own SQL", () => {
    const columns = { customer_id: text, tier: text };
    const card = { to: "customer", customer: "ann" };
    expect(rowDoor(null, columns, { customer_id: "ann", tier: "A" })).toEqual(card);
    expect(rowDoor(tiers, columns, { customer_id: "ann", tier: "A" })).toEqual(card);
  });

  it("leads to the customers behind it where the analysis says who they are", () => {
    expect(rowDoor(tiers, { tier: text }, { tier: "A" })).toEqual({ to: "mark", mark: { tier: "A" } });
    expect(rowDoor(tiers, { customer_id: text, tier: text }, { customer_id: null, tier: "A" })).toEqual({
      to: "mark",
      mark: { tier: "A" },
    });
  });

  it("leads to the card where its mark is one customer", () => {
    const ranked = { members, rowMark: ({ who }: { who: string }) => ({ customer_id: who }) };
    expect(rowDoor(ranked, { who: text }, { who: "ben" })).toEqual({ to: "customer", customer: "ben" });
  });

  it("leads nowhere where it stands for nobody", () => {
    expect([
      rowDoor(tiers, { tier: text }, { tier: null }),
      rowDoor({ rowMark: tiers.rowMark }, { tier: text }, { tier: "A" }),
      rowDoor(null, { tier: text }, { tier: "A" }),
      rowDoor(null, { customer_id: text }, { customer_id: "" }),
      rowDoor(null, { customer_id: { kind: "integer" } }, { customer_id: 7 }),
    ]).toEqual([null, null, null, null, null]);
  });
});
