import fc from "fast-check";
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { NotebookSeat } from "../../src/app/notebook-seat.svelte.ts";
import { Shelf } from "../../src/app/shelf.ts";
import type { Environment } from "../../src/app/environment.ts";
import type { Notebook } from "../../src/notebook/document.ts";
import { noKeptFiles } from "../../src/storage/kept-files.ts";
import type { FoundNotebook } from "../../src/storage/library.ts";
import { openLibrary } from "../../src/storage/open.ts";
import { notebookOf } from "../support/notebook.ts";
import { Origin } from "../support/tabs.ts";

const label = { orders: 1, dataLabel: "orders.csv", dataId: "d1" };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

let ids = 0;

/** A tab that writes lines under the notebook's title, as autosave does: what is typed is saved when it is flushed. */
class Writer {
  readonly seat: NotebookSeat;
  document: Notebook = notebookOf();
  /** What this tab was told is lost, or rescued by it. */
  readonly rescued: string[] = [];
  isGone = false;
  #typed: Notebook | null = null;

  constructor(
    readonly name: string,
    origin: Origin,
  ) {
    const environment = {
      openLibrary,
      openKeptFiles: () => Promise.resolve(noKeptFiles),
      now: () => 1,
    } as Environment;
    const shelf = new Shelf(environment);
    this.seat = new NotebookSeat(
      { shelf, tabs: origin.tab(name), now: () => 1, newId: () => `i${++ids}` },
      "n1",
    );
    this.seat.seat({
      flush: () => this.flush(),
      take: (found) => this.#show(found),
      lost: () => {
        if (this.#typed) this.rescued.push(this.#typed.title);
        this.#typed = null;
      },
      gone: () => {
        this.isGone = true;
      },
    });
  }

  async open(): Promise<this> {
    const found = await this.seat.take();
    if (found) this.#show(found);
    return this;
  }

  /** Types a letter where it may. */
  type(letter: string): boolean {
    if (this.seat.standing !== "edit") return false;
    this.document = { ...this.document, title: this.document.title + letter };
    this.#typed = this.document;
    return true;
  }

  async flush(): Promise<void> {
    const typed = this.#typed;
    if (!typed) return;
    await this.seat.save(typed, label);
    if (this.#typed === typed) this.#typed = null;
  }

  #show(found: FoundNotebook): void {
    this.document = found.document as Notebook;
    this.#typed = null;
  }
}

const storedTitle = async () => {
  const library = await openLibrary();
  return ((await library.read("n1"))?.document as Notebook | undefined)?.title ?? null;
};

async function begun(): Promise<{ origin: Origin; first: Writer }> {
  const origin = new Origin();
  const first = await new Writer("first", origin).open();
  first.document = { ...notebookOf(), title: "" };
  first.type("a");
  await first.flush();
  return { origin, first };
}

describe("a second tab of a notebook", () => {
  it("reads only, and shows what the first saves", async () => {
    const { origin, first } = await begun();
    const second = await new Writer("second", origin).open();
    expect([first.seat.standing, second.seat.standing, second.document.title]).toEqual(["edit", "read", "a"]);
    expect(second.type("x")).toBe(false);
    first.type("b");
    await first.flush();
    await vi.waitFor(() => expect(second.document.title).toBe("ab"));
  });

  it("takes over with what was saved last when the first is killed", async () => {
    const { origin, first } = await begun();
    const second = await new Writer("second", origin).open();
    first.type("b");
    await first.flush();
    first.type("c");
    origin.kill("first");
    await vi.waitFor(() => expect(second.seat.standing).toBe("edit"));
    expect(second.document.title).toBe("ab");
    second.type("d");
    await second.flush();
    expect(await storedTitle()).toBe("abd");
  });

  it("takes over with everything typed when it asks: the first saves and reads only", async () => {
    const { origin, first } = await begun();
    const second = await new Writer("second", origin).open();
    const third = await new Writer("third", origin).open();
    first.type("b");
    await third.seat.ask();
    await vi.waitFor(() => expect(third.seat.standing).toBe("edit"));
    expect([first.seat.standing, second.seat.standing, third.document.title]).toEqual(["read", "read", "ab"]);
    expect(first.rescued).toEqual([]);
    third.type("c");
    await third.flush();
    await vi.waitFor(() => expect([first.document.title, second.document.title]).toEqual(["abc", "abc"]));
    await first.seat.ask();
    await vi.waitFor(() => expect(first.seat.standing).toBe("edit"));
    expect(first.document.title).toBe("abc");
  });

  it("takes over from a tab that sleeps, whose later save is refused and rescued", async () => {
    const { origin, first } = await begun();
    const second = await new Writer("second", origin).open();
    first.type("z");
    origin.sleep("first");
    await second.seat.ask();
    await vi.waitFor(() => expect(second.seat.standing).toBe("edit"));
    second.type("b");
    await second.flush();
    await first.flush();
    expect(await storedTitle()).toBe("ab");
    expect(first.rescued).toEqual(["az"]);
  });

  it("is told when the notebook is deleted, and the first's save does not bring it back", async () => {
    const { origin, first } = await begun();
    const second = await new Writer("second", origin).open();
    await (await openLibrary()).remove("n1");
    first.type("b");
    await first.flush();
    await vi.waitFor(() => expect(first.isGone).toBe(true));
    expect([await storedTitle(), second.seat.standing]).toEqual([null, "read"]);
  });
});

describe("tabs of one notebook in any order of events", () => {
  it("never lose an update: every letter typed is stored, or told to its tab as not saved", async () => {
    const names = ["a", "b", "c"];
    const event = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant("type" as const), tab: fc.nat(2) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant("flush" as const), tab: fc.nat(2) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("ask" as const), tab: fc.nat(2) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant("pause" as const), tab: fc.nat(2) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 25 }), async (events) => {
        globalThis.indexedDB = new IDBFactory();
        const origin = new Origin();
        const tabs: Writer[] = [];
        for (const name of names) {
          const tab = await new Writer(name, origin).open();
          if (name === "a") {
            tab.document = { ...notebookOf(), title: "" };
            tab.type("-");
            await tab.flush();
          }
          tabs.push(tab);
        }
        let letter = 0;
        const typed: string[] = [];
        const under: Promise<unknown>[] = [];
        for (const { kind, tab: index } of events) {
          const tab = tabs[index]!;
          if (kind === "type") {
            const next = String.fromCharCode(0x4e00 + letter++);
            if (tab.type(next)) typed.push(next);
          } else if (kind === "flush") under.push(tab.flush());
          else if (kind === "ask") under.push(tab.seat.ask());
          else await new Promise((resolve) => setTimeout(resolve, 1));
        }
        await Promise.all(under);
        await new Promise((resolve) => setTimeout(resolve, 5));
        for (const tab of tabs) await tab.flush();
        await new Promise((resolve) => setTimeout(resolve, 5));
        const title = (await storedTitle())!;
        const rescued = tabs.flatMap((tab) => tab.rescued).join("");
        const lost = typed.filter((each) => !title.includes(each) && !rescued.includes(each));
        expect(lost).toEqual([]);
        expect(tabs.filter(({ seat }) => seat.standing === "edit")).toHaveLength(1);
        for (const { seat } of tabs) await seat.leave();
      }),
      { numRuns: 60, seed: 20250618 },
    );
  });
});
