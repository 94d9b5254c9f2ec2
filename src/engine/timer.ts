/** The time that a statement may take. */
import { RegularsError } from "../base/error.ts";

/** A running clock: its signal is aborted when the time is up, unless it was stopped before. */
export interface StatementTimer {
  readonly signal: AbortSignal;
  stop(): void;
}

/** Starts the clock of a statement. The signal's reason is a RegularsError that says how long it ran. */
export function startTimer(seconds: number): StatementTimer {
  const controller = new AbortController();
  const timer = setTimeout(
    () =>
      controller.abort(
        new RegularsError(`stopped statement: it ran for more than ${seconds} s`, {
          hint: "Ask for less at once: fewer rows, a shorter time, or a join on fewer columns.",
        }),
      ),
    seconds * 1000,
  );
  return { signal: controller.signal, stop: () => clearTimeout(timer) };
}
