/** The engine of a tab that has no database: it asks the tab that has it. */
import { tableFromIPC } from "apache-arrow";
import { RegularsError } from "../base/error.ts";
import type { Channel } from "../base/tabs.ts";
import type { ArrowTable, Engine, QueryOptions } from "./engine.ts";
import { maybeSaid, toThrown, type Asked, type Said } from "./wire.ts";

/** A tab that is awake hears a question at once; one that says nothing for so long is asleep or of another version. Milliseconds. */
const patience = 5_000;

interface Question {
  resolve(said: Said): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const noAnswer = () =>
  new RegularsError("missing answer: the tab that holds the orders does not answer", {
    hint: "Look at that tab once, or close it: the orders are then opened here.",
  });

const notHere = (verb: string) =>
  new RegularsError(`unsupported here: ${verb}`, {
    hint: "Another tab holds the orders. Do it there, or close that tab.",
  });

/** Queries go to the tab that has the database; everything that would change it is refused. */
export class RemoteEngine implements Engine {
  readonly storage = "opfs";
  readonly isElsewhere = true;
  /** What is kept belongs to the tab that has the database; its cells run whole statements for this one. */
  readonly keeps = false;
  readonly #channel: Channel;
  readonly #tab: string;
  readonly #questions = new Map<number, Question>();
  #lastId = 0;
  #ended: Error | null = null;
  #answering: string | null = null;
  #on: { readonly here: () => void; readonly changed: () => void } | null = null;

  /** `tab` is a name that no other tab has. */
  constructor(channel: Channel, tab: string) {
    this.#channel = channel;
    this.#tab = tab;
    channel.listen((message) => this.#hear(maybeSaid(message, tab)));
  }

  /** Calls `here` whenever a tab begins to answer, `changed` when its orders are others; asks for it. */
  listen(on: { readonly here: () => void; readonly changed: () => void }): void {
    this.#on = on;
    this.#say({ kind: "who", from: this.#tab });
  }

  async query(sql: string, { signal, maxRows, maxSeconds }: QueryOptions = {}): Promise<ArrowTable> {
    const asked = { kind: "query", sql, maxRows: maxRows ?? null, maxSeconds: maxSeconds ?? null } as const;
    const said = await this.#ask(asked, signal);
    if (said.kind !== "answer") throw new RegularsError(`invalid answer: ${said.kind}`);
    return tableFromIPC(said.ipc);
  }

  async size(): Promise<number> {
    const said = await this.#ask({ kind: "size" }, undefined);
    if (said.kind !== "bytes") throw new RegularsError(`invalid answer: ${said.kind}`);
    return said.bytes;
  }

  keep(): Promise<never> {
    return Promise.reject(notHere("keeping a result"));
  }

  drop(): Promise<void> {
    return Promise.resolve();
  }

  define(): Promise<void> {
    return Promise.reject(notHere("changing the orders"));
  }

  attachFile(): Promise<void> {
    return Promise.reject(notHere("reading a file"));
  }

  detachFile(): Promise<void> {
    return Promise.resolve();
  }

  insert(): Promise<void> {
    return Promise.reject(notHere("changing the orders"));
  }

  checkpoint(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.end(new RegularsError("stopped statement: the engine was closed"));
    return Promise.resolve();
  }

  /** Asks no more: every question that waits is rejected with the reason. */
  end(reason: Error): void {
    if (this.#ended) return;
    this.#say({ kind: "leave", from: this.#tab });
    this.#ended = reason;
    this.#reject(reason);
    this.#channel.close();
  }

  #ask(
    asked: { readonly kind: "size" } | Omit<Extract<Asked, { kind: "query" }>, "from" | "id">,
    signal: AbortSignal | undefined,
  ): Promise<Said> {
    return new Promise<Said>((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      if (signal?.aborted) return reject(signal.reason as Error);
      const id = ++this.#lastId;
      const from = this.#tab;
      const stop = () => {
        this.#forget(id);
        this.#say({ kind: "stop", from, id });
        reject(signal!.reason as Error);
      };
      signal?.addEventListener("abort", stop, { once: true });
      const settled =
        <V>(settle: (value: V) => void) =>
        (value: V) => {
          signal?.removeEventListener("abort", stop);
          settle(value);
        };
      const timer = setTimeout(() => {
        const question = this.#questions.get(id);
        this.#forget(id);
        question?.reject(noAnswer());
      }, patience);
      this.#questions.set(id, { resolve: settled(resolve), reject: settled(reject), timer });
      this.#say({ ...asked, from, id });
    });
  }

  #hear(said: Said | null): void {
    if (said === null || this.#ended) return;
    if (said.kind === "here") return this.#meet(said.by);
    if (said.kind === "changed") return this.#on?.changed();
    const question = this.#questions.get(said.id);
    if (!question) return;
    if (said.kind === "heard") return clearTimeout(question.timer);
    this.#forget(said.id);
    if (said.kind === "failure") question.reject(toThrown(said.error));
    else question.resolve(said);
  }

  /** A tab that answers: what was asked of another one before will have no answer. */
  #meet(tab: string): void {
    if (tab === this.#answering) return;
    this.#answering = tab;
    this.#reject(new RegularsError("stopped statement: the tab that held the orders was closed"));
    this.#on?.here();
  }

  #reject(reason: Error): void {
    for (const [id, { reject }] of this.#questions) {
      this.#forget(id);
      reject(reason);
    }
  }

  #forget(id: number): void {
    clearTimeout(this.#questions.get(id)?.timer);
    this.#questions.delete(id);
  }

  #say(asked: Asked): void {
    if (!this.#ended) this.#channel.post(asked);
  }
}
