/** Decides which cells run, when, and in which state each one stands; it knows neither SQL nor screens. */
import type { CellResult, CellState, Fault } from "./state.ts";
import type { Evaluator, Gather, Task } from "./task.ts";

interface Work {
  task: Task;
  state: CellState;
  /** What its state was computed from; null while it is not the answer to its question. */
  settled: string | null;
  running: { readonly from: string; readonly controller: AbortController } | null;
  /** Names its result: another one gets another stamp. */
  stamp: number;
  /** Asked for by a person, so it runs out of sight too. */
  isAsked: boolean;
  again: boolean;
}

const blocks = new Set<CellState["status"]>(["failed", "stopped", "unanswerable", "broken"]);

/** The last result that a state keeps in view. */
export const lastOf = (state: CellState): CellResult | null => ("last" in state && state.last) || null;

/** Keeps the states of cells that read each other's results. Each change is followed in one pass, needs before readers. */
export class Scheduler {
  readonly #evaluator: Evaluator;
  readonly #onChange: () => void;
  #work = new Map<string, Work>();
  #inSight: ReadonlySet<string> | null;
  #isPaused = true;
  #stamps = 0;

  constructor(evaluator: Evaluator, onChange: () => void, inSight: ReadonlySet<string> | null) {
    this.#evaluator = evaluator;
    this.#onChange = onChange;
    this.#inSight = inSight;
  }

  state(id: string): CellState {
    return this.#work.get(id)?.state ?? { status: "idle" };
  }

  /** The result of a cell where it answers the question as it is now; null where it has none or an older one. */
  current(id: string): CellResult | null {
    const work = this.#work.get(id);
    return work && this.#isDone(work) ? lastOf(work.state) : null;
  }

  /** Takes the cells, each after those that it needs. Those that are gone stop. `isPaused`: none runs. */
  set(tasks: readonly Task[], isPaused: boolean): void {
    this.#isPaused = isPaused;
    const before = this.#work;
    this.#work = new Map();
    for (const task of tasks) {
      const known = before.get(task.id);
      before.delete(task.id);
      this.#work.set(
        task.id,
        known && known.task.subject === task.subject
          ? Object.assign(known, { task })
          : this.#new(task, known),
      );
    }
    for (const work of before.values()) this.#abort(work);
    this.#follow();
  }

  setInSight(inSight: ReadonlySet<string>): void {
    this.#inSight = inSight;
    this.#follow();
  }

  /** Runs a cell again, whatever its state, and what it needs where that failed or was stopped. */
  run(id: string): void {
    const line = [id];
    for (const each of line) {
      const work = this.#work.get(each);
      if (!work || (each !== id && !blocks.has(work.state.status))) continue;
      this.#abort(work);
      Object.assign(work, { settled: null, isAsked: true, again: true });
      for (const need of work.task.needs) if (!line.includes(need)) line.push(need);
    }
    this.#follow();
  }

  /** Stops a cell's run; its last result stays, and what reads it does not run. */
  stop(id: string): void {
    const work = this.#work.get(id);
    if (!work?.running) return;
    work.settled = work.running.from;
    this.#abort(work);
    work.isAsked = false;
    work.state = { status: "stopped", last: lastOf(work.state) };
    this.#follow(true);
  }

  /** Forgets the answers of cells for which it holds, so that they are asked for again. */
  forget(isForgotten: (state: CellState) => boolean): void {
    for (const work of this.#work.values()) if (isForgotten(work.state)) work.settled = null;
    this.#follow();
  }

  /** Stops everything for good. */
  close(): void {
    for (const work of this.#work.values()) this.#abort(work);
    this.#work.clear();
  }

  #new(task: Task, old?: Work): Work {
    if (old) this.#abort(old);
    return {
      task,
      state: { status: "idle" },
      settled: null,
      running: null,
      stamp: 0,
      isAsked: old?.isAsked ?? false,
      again: false,
    };
  }

  #abort(work: Work): void {
    work.running?.controller.abort(new DOMException("superseded", "AbortError"));
    work.running = null;
  }

  /** The cells in sight or asked for, and everything that they need. */
  #wanted(): ReadonlySet<string> {
    const wanted = new Set<string>();
    for (const [id, work] of [...this.#work].reverse()) {
      if (!(wanted.has(id) || work.isAsked || this.#inSight === null || this.#inSight.has(id))) continue;
      wanted.add(id);
      if (!work.task.fault || typeof work.task.mode === "object")
        for (const need of work.task.needs) wanted.add(need);
    }
    return wanted;
  }

  #follow(isChanged = false): void {
    const wanted = this.#wanted();
    let changed = isChanged;
    for (const [id, work] of this.#work) {
      const before = work.state;
      this.#step(work, wanted.has(id));
      changed ||= work.state !== before;
    }
    if (changed) this.#onChange();
  }

  #step(work: Work, isWanted: boolean): void {
    const { task } = work;
    if (task.mode === "none") work.state = task.fault ? this.#broken(work, task.fault) : this.#keepIdle(work);
    else if (task.mode === "run") this.#stepRun(work, isWanted);
    else if ("known" in task.mode) this.#stepKnown(work, task.mode.known);
    else this.#gather(work, task.mode.gather, isWanted);
  }

  #stepKnown(work: Work, known: CellResult): void {
    const { task } = work;
    if (task.fault) return void (work.state = this.#broken(work, task.fault));
    if (work.settled === task.key) return;
    work.settled = task.key;
    work.stamp = ++this.#stamps;
    work.state = { status: "done", last: known };
  }

  #stepRun(work: Work, isWanted: boolean): void {
    const fault = work.task.fault ?? this.#upstreamFault(work);
    if (fault) {
      this.#abort(work);
      work.isAsked = false;
      work.state = this.#broken(work, fault);
      return;
    }
    const needs = work.task.needs.map((id) => this.#work.get(id)!);
    if (this.#isPaused || needs.some((need) => !this.#isDone(need))) {
      this.#abort(work);
      work.settled = null;
      work.state = isWanted || this.#isPaused ? this.#waiting(work) : this.#keepIdle(work);
      return;
    }
    const from = [work.task.key, ...needs.map(({ stamp }) => stamp)].join("\n");
    if (work.settled === from && work.state.status !== "broken") return;
    if (work.running?.from === from) return;
    this.#abort(work);
    work.settled = null;
    if (isWanted) this.#start(work, from);
    else work.state = this.#keepIdle(work);
  }

  #isDone(work: Work): boolean {
    return work.settled !== null && work.state.status === "done";
  }

  /** While there are no orders every cell that has a result counts as at work: the next ones are on their way. */
  #waiting(work: Work): CellState {
    const last = lastOf(work.state);
    if (!this.#isPaused) return work.state.status === "waiting" ? work.state : { status: "waiting", last };
    if (!last) return this.#keepIdle(work);
    return work.state.status === "running" ? work.state : { status: "running", since: Date.now(), last };
  }

  #keepIdle(work: Work): CellState {
    if (work.state.status === "idle") return work.state;
    const last = lastOf(work.state);
    return { status: "idle", ...(last && { last }) };
  }

  #broken(work: Work, fault: Fault): CellState {
    const { state } = work;
    work.settled = null;
    if (state.status === "broken" && JSON.stringify(state.fault) === JSON.stringify(fault)) return state;
    return { status: "broken", fault, last: lastOf(state) };
  }

  #upstreamFault(work: Work): Fault | null {
    for (const id of work.task.needs) {
      const { state, task, settled } = this.#work.get(id)!;
      const stands = state.status === "broken" || settled !== null;
      if ((stands && blocks.has(state.status)) || task.mode === "none")
        return { kind: "upstream", cell: id, name: task.name };
    }
    return null;
  }

  #gather(work: Work, gather: Gather, isWanted: boolean): void {
    const needs = work.task.needs.map((id) => [id, this.#work.get(id)!] as const);
    const isPending = needs.some(([, need]) => need.state.status !== "broken" && need.settled === null);
    const blocking = this.#upstreamFault(work);
    const standing = needs.map(([, need]) => [need.stamp, need.state.status]);
    const from = JSON.stringify([work.task.key, work.task.fault, isPending, isWanted, blocking, standing]);
    if (work.settled === from) return;
    work.settled = from;
    const { result, fault } = gather(new Map(needs.map(([id, need]) => [id, lastOf(need.state)])));
    const found = work.task.fault ?? fault ?? blocking;
    if (found) work.state = { status: "broken", fault: found, last: result };
    else if (isPending)
      work.state = isWanted ? { status: "waiting", last: result } : { status: "idle", last: result };
    else work.state = { status: "done", last: result };
  }

  #start(work: Work, from: string): void {
    const controller = new AbortController();
    const { again } = work;
    work.again = false;
    work.running = { from, controller };
    work.state = { status: "running", since: Date.now(), last: lastOf(work.state) };
    const run = work.running;
    void this.#evaluator
      .evaluate(work.task.id, controller.signal, again)
      .catch((error: unknown): CellState => ({
        status: "failed",
        error: error as Error,
        last: lastOf(work.state),
      }))
      .then((state) => {
        // Another run took its place, or nobody asks any more.
        if (work.running !== run) return;
        work.running = null;
        work.isAsked = false;
        work.settled = from;
        work.stamp = ++this.#stamps;
        work.state = state;
        this.#follow(true);
      });
  }
}
