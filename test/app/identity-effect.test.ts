import { describe, expect, it } from "vitest";
import { regularityUnder, repeatRate } from "../../src/app/identity-effect.ts";
import { mergesElsewhere, proposalGroups } from "../../src/app/identity-list.ts";
import type { IdentityBench, IdentityProposal, IdentityReason } from "../../src/orders/identity.ts";

const side = (id: string, orders: number) => ({
  id,
  evidence: `${id}@x.de`,
  orders,
  amount: "1.00",
  examples: [`#${id}`],
});
const proposal = (
  from: readonly [string, number],
  into: readonly [string, number],
  reason: IdentityReason = "same_email",
): IdentityProposal => ({
  from: side(...from),
  into: side(...into),
  reason,
  confidence: "certain",
  also: null,
});

/** Ten customers, four of whom order again; a, b and c have one order each, d has two. */
const bench: IdentityBench = {
  customers: 10,
  repeatCustomers: 4,
  found: 3,
  proposals: [
    proposal(["a", 1], ["b", 1]),
    proposal(["b", 1], ["c", 1], "guest_phone"),
    proposal(["c", 1], ["d", 2]),
  ],
  shared: [],
};
const keep = { same_day: "keep" } as const;

describe("what merges do to the repeat rate", () => {
  it("is that of the bench without merges", () => {
    expect(regularityUnder(bench, [], keep)).toEqual({ customers: 10, repeatCustomers: 4 });
    expect(repeatRate({ customers: 10, repeatCustomers: 4 })).toBe(0.4);
    expect(repeatRate({ customers: 0, repeatCustomers: 0 })).toBeNull();
  });

  it("makes one who returns of two who ordered once", () => {
    expect(regularityUnder(bench, [{ from: "a", into: "b" }], keep)).toEqual({
      customers: 9,
      repeatCustomers: 5,
    });
  });

  it("counts a chain that ends at one who returns once", () => {
    const chain = [
      { from: "a", into: "b" },
      { from: "b", into: "c" },
      { from: "c", into: "d" },
    ];
    expect(regularityUnder(bench, chain, keep)).toEqual({ customers: 7, repeatCustomers: 4 });
  });

  it("is not said where the bench does not tell: an unknown customer, or days that are one order", () => {
    expect(regularityUnder(bench, [{ from: "a", into: "stranger" }], keep)).toBeNull();
    expect(regularityUnder(bench, [{ from: "a", into: "b" }], { same_day: "one" })).toBeNull();
  });
});

describe("the list of proposals", () => {
  const told = (...args: Parameters<typeof proposalGroups>) =>
    proposalGroups(...args).map(({ reason, proposals, open, accepted }) => [
      reason,
      proposals.map(({ from }) => from.id).join(""),
      open.length,
      accepted.length,
    ]);

  it("stands by reason, with what is accepted in its place", () => {
    expect(told(bench.proposals, [{ from: "c", into: "d" }], "", "all")).toEqual([
      ["guest_phone", "b", 1, 0],
      ["same_email", "ac", 1, 1],
    ]);
  });

  it("is searched by id, evidence and order, and narrowed to what is open or accepted", () => {
    expect(told(bench.proposals, [], " A@X ", "all")).toEqual([["same_email", "a", 1, 0]]);
    expect(told(bench.proposals, [], "#d", "all")).toEqual([["same_email", "c", 1, 0]]);
    expect(told(bench.proposals, [{ from: "c", into: "d" }], "", "accepted")).toEqual([
      ["same_email", "c", 0, 1],
    ]);
    expect(told(bench.proposals, [{ from: "c", into: "d" }], "", "open")).toEqual([
      ["guest_phone", "b", 1, 0],
      ["same_email", "a", 1, 0],
    ]);
  });

  it("leaves merges that are not proposed to be undone apart", () => {
    const merges = [
      { from: "a", into: "b" },
      { from: "x", into: "y" },
    ];
    expect(mergesElsewhere(bench.proposals, merges)).toEqual([{ from: "x", into: "y" }]);
  });
});
