import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeTest, resolveMerges, withMerges, withoutMerges } from "../../src/orders/merges.ts";
import type { IdentityMerge } from "../../src/orders/rules.ts";

const merge = (from: string, into: string): IdentityMerge => ({ from, into });
const resolved = (...merges: readonly IdentityMerge[]) =>
  Object.fromEntries([...resolveMerges(merges)].sort());

describe("accepted merges", () => {
  it("are nothing where there are none, or one joins a customer with itself", () => {
    expect(resolved()).toEqual({});
    expect(resolved(merge("a", "a"))).toEqual({});
  });

  it("run along a chain to its end", () => {
    expect(resolved(merge("a", "b"), merge("b", "c"))).toEqual({ a: "c", b: "c" });
  });

  it("go to the smallest id that nothing is taken from, where there are several", () => {
    expect(resolved(merge("m", "z"), merge("m", "x"))).toEqual({ m: "x", z: "x" });
  });

  it("go to the smallest id where they run in a circle", () => {
    expect(resolved(merge("b", "c"), merge("c", "a"), merge("a", "b"))).toEqual({ b: "a", c: "a" });
  });

  it("resolve to the same whatever order they came in, and to ids that are not merged again", () => {
    const id = fc.constantFrom(..."abcdefgh");
    const merges = fc.array(fc.record({ from: id, into: id }), { maxLength: 12 });
    fc.assert(
      fc.property(
        merges.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          const names = resolveMerges(given);
          expect(resolved(...shuffled)).toEqual(resolved(...given));
          expect([...names.values()].filter((root) => names.has(root))).toEqual([]);
          const named = (each: string) => names.get(each) ?? each;
          expect(given.filter(({ from, into }) => named(from) !== named(into))).toEqual([]);
        },
      ),
      { seed: 3 },
    );
  });
});

describe("the list of merges", () => {
  it("takes each merge once and gives it back", () => {
    const [ab, cd] = [merge("a", "b"), merge("c", "d")];
    const both = withMerges(withMerges(undefined, [ab]), [cd, ab]);
    expect(both).toEqual([ab, cd]);
    expect(withoutMerges(both, [ab])).toEqual([cd]);
    expect(withoutMerges(undefined, [ab])).toEqual([]);
    expect([ab, cd].map(mergeTest([cd]))).toEqual([false, true]);
  });
});
