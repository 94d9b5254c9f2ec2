/** The tabs of one origin in Node: locks as the Web Locks API hands them out, channels as BroadcastChannel delivers. */
import type { Channel, LockOptions, Tabs } from "../../src/base/tabs.ts";

interface Request {
  readonly tab: string;
  readonly grant: () => void;
}

interface Held {
  readonly tab: string;
  readonly steal: () => void;
}

const aborted = () => new DOMException("The request was aborted.", "AbortError");

/** An origin whose tabs see each other. */
export class Origin {
  readonly #held = new Map<string, Held>();
  readonly #lines = new Map<string, Request[]>();
  readonly #channels = new Map<string, Set<{ tab: string; listeners: ((message: unknown) => void)[] }>>();
  readonly #asleep = new Set<string>();

  /** The origin as a tab of this name sees it. */
  tab(name: string): Tabs {
    return {
      locks: { request: (lock, options, callback) => this.#request(name, lock, options, callback) },
      channel: (channel) => this.#channel(name, channel),
    };
  }

  /** Ends a tab as a killed process does: its locks are given back, it hears nothing more. */
  kill(tab: string): void {
    this.#asleep.add(tab);
    for (const [lock, line] of this.#lines)
      this.#lines.set(
        lock,
        line.filter((one) => one.tab !== tab),
      );
    for (const [lock, held] of [...this.#held]) if (held.tab === tab) this.#free(lock);
  }

  /** A tab that sleeps keeps its locks and hears nothing. */
  sleep(tab: string): void {
    this.#asleep.add(tab);
  }

  /** The tab that holds a lock whose name begins so, null where none does. */
  holder(prefix: string): string | null {
    for (const [lock, { tab }] of this.#held) if (lock.startsWith(prefix)) return tab;
    return null;
  }

  #free(lock: string): void {
    this.#held.delete(lock);
    this.#lines.get(lock)?.shift()?.grant();
  }

  async #request<T>(
    tab: string,
    lock: string,
    { ifAvailable, steal, signal }: LockOptions,
    callback: (lock: unknown) => Promise<T>,
  ): Promise<T> {
    await Promise.resolve();
    signal?.throwIfAborted();
    const held = this.#held.get(lock);
    if (steal) held?.steal();
    else if (held && ifAvailable) return callback(null);
    else if (held)
      await new Promise<void>((resolve, reject) => {
        const line = this.#lines.get(lock) ?? [];
        this.#lines.set(lock, line);
        const request = { tab, grant: resolve };
        line.push(request);
        signal?.addEventListener("abort", () => {
          const place = line.indexOf(request);
          if (place >= 0) line.splice(place, 1);
          reject(aborted());
        });
      });
    return new Promise<T>((resolve, reject) => {
      const mine: Held = { tab, steal: () => reject(aborted()) };
      this.#held.set(lock, mine);
      callback({ name: lock })
        .then(resolve, reject)
        .finally(() => {
          if (this.#held.get(lock) === mine) this.#free(lock);
        });
    });
  }

  #channel(tab: string, name: string): Channel {
    const all = this.#channels.get(name) ?? new Set();
    this.#channels.set(name, all);
    const own = { tab, listeners: [] as ((message: unknown) => void)[] };
    all.add(own);
    return {
      post: (message) => {
        if (this.#asleep.has(tab)) return;
        const copy: unknown = structuredClone(message);
        for (const other of all)
          if (other !== own)
            setTimeout(() => {
              if (!this.#asleep.has(other.tab) && all.has(other))
                for (const listener of other.listeners) listener(structuredClone(copy));
            });
      },
      listen: (listener) => void own.listeners.push(listener),
      close: () => void all.delete(own),
    };
  }
}
