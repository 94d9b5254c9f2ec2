/** Long work in short tasks, so that the page answers in between. */

/** Resolves in a task of its own. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

const waiting: (() => void)[] = [];
let isRunning = false;

async function runAll(): Promise<void> {
  isRunning = true;
  for (;;) {
    await nextTask();
    const work = waiting.shift();
    if (!work) break;
    try {
      work();
    } catch (error) {
      // The others keep their turns; whoever listens for uncaught errors hears of it.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
  isRunning = false;
}

/** Does the work in a task of its own, after everything that asked for a turn before; the returned function takes it back. */
export function inTurn(work: () => void): () => void {
  waiting.push(work);
  if (!isRunning) void runAll();
  return () => {
    const place = waiting.indexOf(work);
    if (place >= 0) waiting.splice(place, 1);
  };
}

/** Does at once everything that waits for a turn. */
export function hurry(): void {
  for (const work of waiting.splice(0)) work();
}
