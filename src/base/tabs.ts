/** How the tabs of one origin keep out of each other's way: locks that one tab holds at a time, and messages to all others. */

/** What a tab may ask of a lock; `steal` takes it from whoever holds it. */
export interface LockOptions {
  readonly ifAvailable?: boolean;
  readonly steal?: boolean;
  readonly signal?: AbortSignal;
}

/** The part of the Web Locks API that is used: a lock is held until the callback's promise settles. */
export interface Locks {
  /** Rejects with an AbortError where the signal is aborted while it waits, or another tab steals the lock. */
  request<T>(name: string, options: LockOptions, callback: (lock: unknown) => Promise<T>): Promise<T>;
}

/** A line to every other tab that opened one of the same name. */
export interface Channel {
  post(message: unknown): void;
  /** Calls the listener with what others post. */
  listen(listener: (message: unknown) => void): void;
  close(): void;
}

/** The tabs of one origin, as one of them sees the others. */
export interface Tabs {
  readonly locks: Locks;
  channel(name: string): Channel;
}

/** A tab that knows of no other: every lock is free, nobody listens. */
export const noOtherTabs: Tabs = {
  locks: { request: (_name, _options, callback) => callback({}) },
  channel: () => ({ post: () => undefined, listen: () => undefined, close: () => undefined }),
};

/** Returns the tabs of this page; where the browser has no locks (no secure context) each tab is alone. */
export function browserTabs(): Tabs {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  if (!locks || typeof BroadcastChannel === "undefined") return noOtherTabs;
  return {
    locks: locks as unknown as Locks,
    channel(name) {
      const line = new BroadcastChannel(name);
      return {
        post: (message) => line.postMessage(message),
        listen: (listener) => line.addEventListener("message", ({ data }) => listener(data)),
        close: () => line.close(),
      };
    },
  };
}
