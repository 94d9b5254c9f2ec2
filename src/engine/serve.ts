/** Answers the queries of other tabs with this tab's engine, behind the same gate. */
import { tableToIPC } from "apache-arrow";
import type { Channel } from "../base/tabs.ts";
import type { Engine } from "./engine.ts";
import { maybeAsked, toSent, type Asked, type Said } from "./wire.ts";

/** An engine that answers other tabs. */
export interface ServedEngine {
  /** Tells the other tabs that the orders are others now. */
  tellChanged(): void;
  /** Answers no more. */
  close(): void;
}

const keyOf = ({ from, id }: { readonly from: string; readonly id: number }) => `${from} ${id}`;

/** Answers what is asked on the channel until closed. `engine` gives the engine of the moment, `tab` is this tab's own name. */
export function serveEngine(channel: Channel, tab: string, engine: () => Promise<Engine>): ServedEngine {
  const running = new Map<string, AbortController>();
  let isClosed = false;
  const say = (said: Said) => {
    if (!isClosed) channel.post(said);
  };
  const stop = (isMeant: (key: string) => boolean) => {
    for (const [key, controller] of running)
      if (isMeant(key)) controller.abort(new DOMException("stopped by the tab that asked", "AbortError"));
  };

  const answer = async (asked: Extract<Asked, { kind: "query" | "size" }>): Promise<void> => {
    const { from: to, id } = asked;
    const controller = new AbortController();
    running.set(keyOf(asked), controller);
    say({ kind: "heard", to, id });
    try {
      const present = await engine();
      controller.signal.throwIfAborted();
      if (asked.kind === "size") return say({ kind: "bytes", to, id, bytes: await present.size() });
      const { sql, maxRows, maxSeconds } = asked;
      const table = await present.query(sql, {
        signal: controller.signal,
        ...(maxRows !== null && { maxRows }),
        ...(maxSeconds !== null && { maxSeconds }),
      });
      say({ kind: "answer", to, id, ipc: tableToIPC(table, "stream") });
    } catch (thrown) {
      // Who stopped it waits for no answer.
      if (!controller.signal.aborted) say({ kind: "failure", to, id, error: toSent(thrown) });
    } finally {
      running.delete(keyOf(asked));
    }
  };

  channel.listen((message) => {
    const asked = isClosed ? null : maybeAsked(message);
    if (asked?.kind === "who") say({ kind: "here", by: tab });
    if (asked?.kind === "stop") stop((key) => key === keyOf(asked));
    if (asked?.kind === "leave") stop((key) => key.startsWith(`${asked.from} `));
    if (asked?.kind === "query" || asked?.kind === "size") void answer(asked);
  });
  say({ kind: "here", by: tab });

  return {
    tellChanged: () => say({ kind: "changed" }),
    close: () => {
      isClosed = true;
      stop(() => true);
      channel.close();
    },
  };
}
