import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Scheduler } from "../../src/runtime/scheduler.ts";
import type { Outcome, Task } from "../../src/runtime/task.ts";
import type { CellResult, CellState, Fault } from "../../src/runtime/state.ts";

const value = (text: string): CellResult => ({ kind: "answer", expected: text, sql: null });
const textOf = (last: CellResult | null | undefined) =>
  last?.kind === "answer" ? String(last.expected) : null;

/** A cell of the fake notebook: its result is its key and the results of what it needs. */
interface Fake {
  readonly key: string;
  readonly needs: readonly string[];
  readonly fails?: boolean;
  readonly fault?: Fault;
}

type Fakes = ReadonlyMap<string, Fake>;

const taskOf = (id: string, { key, needs, fault }: Fake): Task => ({
  id,
  name: id,
  needs,
  fault: fault ?? null,
  key,
  subject: "fake",
  mode: "run",
});

/** Cells each after those that they need. */
function sorted(cells: Fakes): readonly string[] {
  const order = new Set<string>();
  const visit = (id: string) => {
    for (const need of cells.get(id)!.needs) visit(need);
    order.add(id);
  };
  [...cells.keys()].forEach(visit);
  return [...order];
}

/** A scheduler over a fake notebook; what is evaluated ends when it is let go. */
class Bench {
  cells: Fakes = new Map();
  readonly log: string[] = [];
  readonly again: string[] = [];
  readonly held = new Map<string, () => void>();
  readonly scheduler: Scheduler;
  changes = 0;
  isHeld = false;

  constructor(inSight: readonly string[] | null = null) {
    const evaluate = (id: string, signal: AbortSignal, again: boolean) => {
      this.log.push(id);
      if (again) this.again.push(id);
      const { key, needs, fails } = this.cells.get(id)!;
      const inputs = needs.map((need) => textOf(this.scheduler.current(need)));
      if (inputs.includes(null)) throw new Error(`${id} began without ${needs.join(", ")}`);
      return new Promise<Outcome>((resolve, reject) => {
        const end = () => {
          if (fails) reject(new Error(key));
          else resolve({ status: "done", last: value(`${key}(${inputs.join(",")})`) });
        };
        signal.addEventListener("abort", () => reject(signal.reason as Error));
        if (this.isHeld) this.held.set(id, end);
        else end();
      });
    };
    this.scheduler = new Scheduler(
      { evaluate: async (...args) => evaluate(...args) },
      () => this.changes++,
      inSight && new Set(inSight),
    );
  }

  set(cells: Fakes, isPaused = false): void {
    this.cells = cells;
    this.scheduler.set(
      sorted(cells).map((id) => taskOf(id, cells.get(id)!)),
      isPaused,
    );
  }

  async rest(): Promise<void> {
    let seen = -1;
    while (
      seen !== this.log.length ||
      this.states().some(({ status }) => !this.isHeld && status === "running")
    ) {
      seen = this.log.length;
      await new Promise(setImmediate);
    }
  }

  async letGo(id: string): Promise<void> {
    this.held.get(id)?.();
    this.held.delete(id);
    await this.rest();
  }

  states(): readonly CellState[] {
    return [...this.cells.keys()].map((id) => this.scheduler.state(id));
  }

  show(id: string): string {
    const state = this.scheduler.state(id);
    const last = "last" in state ? textOf(state.last) : null;
    return last === null ? state.status : `${state.status} ${last}`;
  }
}

const chain = (length: number, key = "k"): Fakes =>
  new Map(
    Array.from({ length }, (_, n) => [`c${n}`, { key: `${key}${n}`, needs: n === 0 ? [] : [`c${n - 1}`] }]),
  );

const diamond: Fakes = new Map([
  ["top", { key: "t", needs: [] }],
  ["left", { key: "l", needs: ["top"] }],
  ["right", { key: "r", needs: ["top"] }],
  ["bottom", { key: "b", needs: ["left", "right"] }],
]);

const changed = (cells: Fakes, id: string, change: Partial<Fake>): Fakes =>
  new Map([...cells].map(([each, cell]) => [each, each === id ? { ...cell, ...change } : cell]));

describe("the scheduler", () => {
  it("runs a chain of twenty in order, each once, and after a change what comes after it", async () => {
    const bench = new Bench();
    bench.set(chain(20));
    await bench.rest();
    expect(bench.log).toEqual(Array.from({ length: 20 }, (_, n) => `c${n}`));
    bench.log.length = 0;
    bench.set(changed(bench.cells, "c7", { key: "new" }));
    await bench.rest();
    expect(bench.log).toEqual(Array.from({ length: 13 }, (_, n) => `c${n + 7}`));
    expect(bench.show("c8")).toBe("done k8(new(k6(k5(k4(k3(k2(k1(k0()))))))))");
  });

  it("runs the bottom of a diamond once, when both sides are there", async () => {
    const bench = new Bench();
    bench.set(diamond);
    await bench.rest();
    bench.log.length = 0;
    bench.set(changed(diamond, "top", { key: "T" }));
    await bench.rest();
    expect(bench.log).toEqual(["top", "left", "right", "bottom"]);
    expect(bench.show("bottom")).toBe("done b(l(T()),r(T()))");
  });

  it("keeps last results in view while cells wait, and says what comes of a failure", async () => {
    const bench = new Bench();
    bench.set(diamond);
    await bench.rest();
    bench.isHeld = true;
    bench.set(changed(diamond, "left", { fails: true, key: "L" }));
    expect([bench.show("left"), bench.show("bottom"), bench.show("right")]).toEqual([
      "running l(t())",
      "waiting b(l(t()),r(t()))",
      "done r(t())",
    ]);
    await bench.letGo("left");
    expect(bench.show("left")).toBe("failed l(t())");
    expect(bench.scheduler.state("bottom")).toEqual({
      status: "broken",
      fault: { kind: "upstream", cell: "left", name: "left" },
      last: value("b(l(t()),r(t()))"),
    });
  });

  it("drops a run that was superseded, however late it ends", async () => {
    const bench = new Bench();
    bench.isHeld = true;
    bench.set(chain(2, "a"));
    const late = bench.held.get("c0")!;
    bench.set(chain(2, "b"));
    await bench.letGo("c0");
    await bench.letGo("c1");
    late();
    await bench.rest();
    expect([bench.show("c0"), bench.show("c1")]).toEqual(["done b0()", "done b1(b0())"]);
    expect(bench.log).toEqual(["c0", "c0", "c1"]);
  });

  it("stops a cell at once and runs nothing on its old result, until it is asked again", async () => {
    const bench = new Bench();
    bench.set(chain(3));
    await bench.rest();
    bench.isHeld = true;
    bench.set(changed(bench.cells, "c0", { key: "x" }));
    bench.scheduler.stop("c0");
    expect([bench.show("c0"), bench.show("c1"), bench.show("c2")]).toEqual([
      "stopped k0()",
      "broken k1(k0())",
      "broken k2(k1(k0()))",
    ]);
    bench.log.length = 0;
    bench.set(bench.cells);
    await bench.rest();
    expect(bench.log).toEqual([]);
    bench.isHeld = false;
    bench.scheduler.run("c2");
    await bench.rest();
    expect(bench.log).toEqual(["c0", "c1", "c2"]);
    expect(bench.again).toEqual(["c0", "c1", "c2"]);
    expect(bench.show("c2")).toBe("done k2(k1(x()))");
  });

  it("runs only what is in sight or needed there, and the rest when it is seen", async () => {
    const bench = new Bench(["left"]);
    bench.set(diamond);
    await bench.rest();
    expect(bench.log).toEqual(["top", "left"]);
    bench.scheduler.setInSight(new Set(["bottom"]));
    await bench.rest();
    expect(bench.log).toEqual(["top", "left", "right", "bottom"]);
    bench.scheduler.setInSight(new Set());
    bench.set(changed(diamond, "top", { key: "T" }));
    await bench.rest();
    expect([bench.log.length, bench.show("bottom")]).toEqual([4, "idle b(l(t()),r(t()))"]);
    bench.scheduler.setInSight(new Set(["right"]));
    await bench.rest();
    expect(bench.log.slice(4)).toEqual(["top", "right"]);
  });

  it("waits without orders, keeping what was shown, and tells listeners nothing that did not change", async () => {
    const bench = new Bench();
    bench.set(chain(2), true);
    expect([bench.show("c0"), bench.log]).toEqual(["idle", []]);
    bench.set(chain(2));
    await bench.rest();
    const { changes } = bench;
    bench.set(chain(2));
    expect(bench.changes).toBe(changes);
    bench.set(chain(2), true);
    expect([bench.show("c0"), bench.show("c1")]).toEqual(["running k0()", "running k1(k0())"]);
  });
});

/** One edit of the fake notebook; numbers are taken modulo what there is. */
type Edit =
  | { readonly do: "key" | "fails" | "remove" | "run" | "fault"; readonly at: number }
  | { readonly do: "needs"; readonly at: number; readonly needs: readonly number[] }
  | { readonly do: "add"; readonly needs: readonly number[] }
  | { readonly do: "sight"; readonly cells: readonly number[] }
  | { readonly do: "stop"; readonly at: number };

const edit = (kinds: readonly Edit["do"][]): fc.Arbitrary<Edit> =>
  fc.constantFrom(...kinds).chain((kind): fc.Arbitrary<Edit> => {
    const at = fc.nat(20);
    const some = fc.array(fc.nat(20), { maxLength: 4 });
    if (kind === "needs") return fc.record({ do: fc.constant(kind), at, needs: some });
    if (kind === "add") return fc.record({ do: fc.constant(kind), needs: some });
    if (kind === "sight") return fc.record({ do: fc.constant(kind), cells: some });
    return fc.record({ do: fc.constant(kind as "key"), at });
  });

/** The cells after an edit. A cell needs only those that were there before it, so that there is no circle. */
function edited(cells: Fakes, change: Edit, fresh: number): Fakes {
  const ids = [...cells.keys()];
  const before = (index: number, needs: readonly number[]) =>
    index === 0 ? [] : [...new Set(needs.map((need) => ids[need % index]!))];
  if (change.do === "add")
    return new Map([...cells, [`n${fresh}`, { key: `k${fresh}`, needs: before(ids.length, change.needs) }]]);
  if (!("at" in change) || ids.length === 0) return cells;
  const index = change.at % ids.length;
  const id = ids[index]!;
  const cell = cells.get(id)!;
  switch (change.do) {
    case "key":
      return changed(cells, id, { key: `k${fresh}` });
    case "fails":
      return changed(cells, id, { fails: !cell.fails, key: `k${fresh}` });
    case "fault": {
      const { fault, ...rest } = cell;
      const missing: Fault = { kind: "missing", names: [{ name: "x", candidates: [] }] };
      return new Map(
        [...cells].map(([each, old]) => [
          each,
          each === id ? (fault ? rest : { ...rest, fault: missing }) : old,
        ]),
      );
    }
    case "needs":
      return changed(cells, id, { needs: before(index, change.needs) });
    case "remove": {
      const left = [...cells].filter(([each]) => each !== id);
      return new Map(
        left.map(([each, old]) => [each, { ...old, needs: old.needs.filter((need) => need !== id) }]),
      );
    }
    default:
      return cells;
  }
}

/** The simple model: one pass over the cells in order, each recomputed at once where something of it changed. */
class Model {
  readonly #settled = new Map<string, string>();
  readonly #stamps = new Map<string, number>();
  readonly #blocked = new Set<string>();
  readonly values = new Map<string, string>();
  #count = 0;

  /** True where nobody can read the cell's result, and the cell stands. */
  blocks(id: string): boolean {
    return this.#blocked.has(id);
  }

  forget(id: string): void {
    this.#settled.delete(id);
  }

  /** Recomputes and returns the cells that ran. */
  pass(cells: Fakes, wanted: ReadonlySet<string>): readonly string[] {
    const ran: string[] = [];
    for (const map of [this.#settled, this.values, this.#stamps])
      for (const id of map.keys()) if (!cells.has(id)) map.delete(id);
    for (const id of this.#blocked) if (!cells.has(id)) this.#blocked.delete(id);
    for (const id of sorted(cells)) {
      const { key, needs, fails, fault } = cells.get(id)!;
      if (fault || needs.some((need) => this.#blocked.has(need))) {
        this.#blocked.add(id);
        this.#settled.delete(id);
        continue;
      }
      const from = [
        key,
        ...needs.map((need) => (this.#settled.has(need) ? this.#stamps.get(need) : "?")),
      ].join();
      if (from.includes("?")) {
        this.#blocked.delete(id);
        this.#settled.delete(id);
        continue;
      }
      if (this.#settled.get(id) === from) continue;
      this.#blocked.delete(id);
      this.#settled.delete(id);
      if (!wanted.has(id)) continue;
      ran.push(id);
      this.#settled.set(id, from);
      this.#stamps.set(id, ++this.#count);
      if (fails) this.#blocked.add(id);
      else this.values.set(id, `${key}(${needs.map((need) => this.values.get(need)).join(",")})`);
    }
    return ran;
  }
}

/** The cells in sight and what they need, as far as no fault stands between. */
function wantedOf(cells: Fakes, inSight: ReadonlySet<string>): ReadonlySet<string> {
  const wanted = new Set<string>();
  const visit = (id: string) => {
    wanted.add(id);
    if (!cells.get(id)!.fault) cells.get(id)!.needs.forEach(visit);
  };
  for (const id of inSight) if (cells.has(id)) visit(id);
  return wanted;
}

describe("any notebook under any edits", () => {
  const kinds: readonly Edit["do"][] = [
    "key",
    "key",
    "fails",
    "remove",
    "needs",
    "add",
    "add",
    "add",
    "sight",
    "fault",
    "run",
  ];

  it("runs exactly the cells that the simple model runs, in an order of needs first, each once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit(kinds), { minLength: 3, maxLength: 30 }), async (edits) => {
        const bench = new Bench([]);
        const model = new Model();
        let [cells, inSight]: [Fakes, ReadonlySet<string>] = [new Map(), new Set()];
        for (const [fresh, change] of edits.entries()) {
          bench.log.length = 0;
          const ids = [...cells.keys()];
          let asked: readonly string[] = [];
          if (change.do === "sight") {
            inSight = new Set(change.cells.flatMap((at) => ids[at % ids.length] ?? []));
            bench.scheduler.setInSight(inSight);
          } else if (change.do === "run") {
            const id = ids[change.at % ids.length];
            asked = id === undefined ? [] : [id];
            for (const each of asked) {
              const more = cells
                .get(each)!
                .needs.filter((need) => model.blocks(need) && !asked.includes(need));
              asked = [...asked, ...more];
            }
            const line = [...asked];
            for (const each of line)
              for (const need of cells.get(each)!.needs)
                if (model.blocks(need) && !line.includes(need)) line.push(need);
            asked = line;
            line.forEach((each) => model.forget(each));
            if (id !== undefined) bench.scheduler.run(id);
          } else {
            cells = edited(cells, change, fresh);
            if (cells.size > 12) return;
            bench.set(cells);
          }
          await bench.rest();
          const ran = model.pass(cells, wantedOf(cells, new Set([...inSight, ...asked])));
          expect([...bench.log].sort()).toEqual([...ran].sort());
          for (const [place, id] of bench.log.entries())
            for (const need of cells.get(id)!.needs) expect(bench.log.indexOf(need)).toBeLessThan(place);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("ends, whatever was superseded or let go late, with what a plain recomputation gives", async () => {
    const step = fc.record({
      change: edit([...kinds, "stop"]),
      letGo: fc.array(fc.nat(20), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        const bench = new Bench();
        bench.isHeld = true;
        let cells: Fakes = new Map();
        const stopped = new Set<string>();
        for (const [fresh, { change, letGo }] of steps.entries()) {
          const ids = [...cells.keys()];
          const id = "at" in change ? ids[change.at % ids.length] : undefined;
          if (change.do === "run" && id !== undefined) bench.scheduler.run(id);
          else if (change.do === "stop" && id !== undefined) bench.scheduler.stop(id);
          else if (change.do !== "sight") {
            cells = edited(cells, change, fresh);
            if (cells.size > 12) return;
            bench.set(cells);
          }
          for (const at of letGo) await bench.letGo([...bench.held.keys()][at % bench.held.size] ?? "");
        }
        while (bench.held.size > 0) await bench.letGo([...bench.held.keys()][0]!);
        for (const id of cells.keys()) if (bench.scheduler.state(id).status === "stopped") stopped.add(id);
        const fresh = new Map<string, string>();
        for (const id of sorted(cells)) {
          const { key, needs, fails, fault } = cells.get(id)!;
          const inputs = needs.map((need) => fresh.get(need)!);
          const isBroken = fault !== undefined || inputs.some((input) => !input.startsWith("done "));
          if (isBroken) fresh.set(id, "broken");
          else if (stopped.has(id)) fresh.set(id, "stopped");
          else if (fails) fresh.set(id, "failed");
          else fresh.set(id, `done ${key}(${inputs.map((input) => input.slice(5)).join(",")})`);
        }
        const shown = [...cells.keys()].map((id) => {
          const text = bench.show(id);
          return [id, text.startsWith("done ") ? text : text.split(" ")[0]];
        });
        expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(fresh));
      }),
      { numRuns: 300 },
    );
  });
});
