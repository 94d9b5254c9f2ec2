/** The progress of an import with the time that is left, from what its steps say. */
import type { Progress } from "./app.ts";
import type { StepProgress } from "./environment.ts";

/** Milliseconds of a phase before a time is guessed. */
const longEnough = 400;

/** Progress before anything is known of it. */
export const noProgress: Progress = {
  phase: "waiting",
  file: null,
  bytesDone: 0,
  bytesTotal: 0,
  records: null,
  secondsLeft: null,
};

/** Keeps the progress and guesses the time left from the bytes of the phase so far. */
export class ProgressMeter {
  #progress = noProgress;
  #since = 0;
  #from = 0;

  /** The progress as it stands. */
  get progress(): Progress {
    return this.#progress;
  }

  /** Takes news of a step at `now` (milliseconds) and returns the progress with it. */
  advance(news: StepProgress, now: number): Progress {
    const before = this.#progress;
    const next = { ...before, ...news };
    if (next.phase !== before.phase || next.bytesDone < before.bytesDone) {
      this.#since = now;
      this.#from = next.bytesDone;
    }
    const [spent, done] = [now - this.#since, next.bytesDone - this.#from];
    const left = next.bytesTotal - next.bytesDone;
    const known = spent >= longEnough && done > 0 && left >= 0;
    this.#progress = { ...next, secondsLeft: known ? (left / done) * (spent / 1000) : null };
    return this.#progress;
  }
}
