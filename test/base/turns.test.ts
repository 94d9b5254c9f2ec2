import { describe, expect, it } from "vitest";
import { hurry, inTurn, nextTask } from "../../src/base/turns.ts";

/** Resolves after so many tasks that everything which waits had its turn. */
const later = async () => {
  for (let task = 0; task < 10; task++) await nextTask();
};

describe("taking turns", () => {
  it("does one piece of work a task, in the order in which they asked", async () => {
    const seen: string[] = [];
    for (const name of ["a", "b", "c"])
      inTurn(() => {
        seen.push(name);
        // What follows within the same task would stand here before the next name.
        queueMicrotask(() => seen.push("end"));
      });
    expect(seen).toEqual([]);
    await later();
    expect(seen).toEqual(["a", "end", "b", "end", "c", "end"]);
  });

  it("does not do what was taken back", async () => {
    const seen: string[] = [];
    const takeBack = inTurn(() => seen.push("a"));
    inTurn(() => seen.push("b"));
    takeBack();
    await later();
    expect(seen).toEqual(["b"]);
  });

  it("does everything at once in a hurry, and nothing twice", async () => {
    const seen: string[] = [];
    inTurn(() => seen.push("a"));
    inTurn(() => seen.push("b"));
    hurry();
    expect(seen).toEqual(["a", "b"]);
    await later();
    expect(seen).toEqual(["a", "b"]);
  });
});
