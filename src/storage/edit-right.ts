/** The right to edit a notebook: one tab has it, the others wait for it in line, or ask for it. */
import type { Channel, Tabs } from "../base/tabs.ts";

/** What the right's owner does when it changes hands. */
export interface EditRightHost {
  /** The right is this tab's now: what is stored is to be read before anything is written. */
  onGranted(): void;
  /** Another tab asks for the right: saves what is not saved and writes nothing more. */
  onAsked(): Promise<void>;
  /** Another tab took the right, asked for or not: nothing may be written any more. */
  onLost(): void;
  /** The tab that has the right has saved. */
  onNews(): void;
}

type Message =
  { readonly kind: "ask" | "yours"; readonly tab: string } | { readonly kind: "saved"; readonly tab: string };

/** A tab that is asked saves first; one that does not answer for so long is asleep, and is taken from. Milliseconds. */
const patience = 3_000;

const lockName = (id: string) => `regulars.notebook.${id}`;

function isMessage(value: unknown): value is Message {
  return typeof value === "object" && value !== null && "kind" in value && "tab" in value;
}

/**
 * One tab's claim on one notebook. Web Locks decide; a hand-over is asked for over a channel, and then taken by stealing
 * the lock, so that it goes to the tab that asked and not to the one that waits longest.
 */
export class EditRight {
  readonly #tabs: Tabs;
  readonly #lock: string;
  readonly #tab: string;
  readonly #host: EditRightHost;
  readonly #channel: Channel;
  #release: (() => void) | null = null;
  #waiting: AbortController | null = null;
  #onYours: (() => void) | null = null;
  #isClosed = false;
  /** Settles when the lock requested last is had no more. */
  #requested: Promise<void> = Promise.resolve();

  /** `tab` is a name that no other tab has. */
  constructor(tabs: Tabs, notebook: string, tab: string, host: EditRightHost) {
    this.#tabs = tabs;
    this.#lock = lockName(notebook);
    this.#tab = tab;
    this.#host = host;
    this.#channel = tabs.channel(this.#lock);
    this.#channel.listen((message) => isMessage(message) && this.#hear(message));
  }

  get isHeld(): boolean {
    return this.#release !== null;
  }

  /** Takes the right where it is free (true), else waits for it in line and calls `onGranted` one day. */
  async take(): Promise<boolean> {
    const isGranted = await new Promise<boolean>((resolve) => {
      this.#hold({ ifAvailable: true }, resolve);
    });
    if (!isGranted) this.#wait();
    return isGranted;
  }

  /** Asks the tab that has the right to save and hand over, and takes it, answered or not. Resolves when it is held. */
  async ask(): Promise<void> {
    if (this.isHeld || this.#isClosed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience);
      this.#onYours = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#channel.post({ kind: "ask", tab: this.#tab } satisfies Message);
    });
    this.#onYours = null;
    // Granted in the meantime because the other tab closed.
    if (this.isHeld || this.#isClosed) return;
    this.#waiting?.abort();
    await new Promise<boolean>((resolve) => this.#hold({ steal: true }, resolve));
    if (this.isHeld) this.#host.onGranted();
  }

  /** Tells the other tabs of this notebook that it was saved. */
  tell(): void {
    this.#channel.post({ kind: "saved", tab: this.#tab } satisfies Message);
  }

  /** Gives the right back, or leaves the line; resolves when another may have it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting?.abort();
    this.#release?.();
    this.#release = null;
    this.#channel.close();
    await this.#requested;
  }

  #hear(message: Message): void {
    if (message.kind === "saved" && !this.isHeld) this.#host.onNews();
    if (message.kind === "yours" && message.tab === this.#tab) this.#onYours?.();
    if (message.kind === "ask" && this.isHeld) void this.#handOver(message.tab);
  }

  async #handOver(tab: string): Promise<void> {
    await this.#host.onAsked();
    this.#channel.post({ kind: "yours", tab } satisfies Message);
    // A tab that asked and died leaves the right here.
    setTimeout(() => this.isHeld && !this.#isClosed && this.#host.onGranted(), patience);
  }

  #wait(): void {
    const controller = new AbortController();
    this.#waiting = controller;
    this.#hold({ signal: controller.signal }, (isGranted) => {
      if (isGranted) this.#host.onGranted();
    });
  }

  /** Requests the lock; `then` hears whether it was given. Loses it when another tab steals it. */
  #hold(options: Parameters<Tabs["locks"]["request"]>[1], then: (isGranted: boolean) => void): void {
    let isGranted = false;
    this.#requested = this.#tabs.locks
      .request(this.#lock, options, (lock) => {
        if (lock === null || this.#isClosed) {
          then(false);
          return Promise.resolve();
        }
        isGranted = true;
        this.#waiting = null;
        return new Promise<void>((release) => {
          this.#release = release;
          then(true);
        });
      })
      .catch(() => {
        if (!isGranted) return then(false);
        this.#release = null;
        if (this.#isClosed) return;
        this.#host.onLost();
        this.#wait();
      });
  }
}
