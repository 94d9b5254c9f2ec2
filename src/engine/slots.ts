/** Places for statements that run at once; the others wait in line. */

interface Waiting {
  readonly enter: () => void;
}

/** A fixed number of places, given first come, first served. */
export class Slots {
  #free: number;
  readonly #line = new Set<Waiting>();

  constructor(places: number) {
    this.#free = places;
  }

  /** Waits for a place and returns the function that gives it back. Rejects with the signal's reason when aborted before. */
  async take(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else await this.#wait(signal);
    let isHeld = true;
    return () => {
      if (isHeld) this.#give();
      isHeld = false;
    };
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#line.delete(waiting);
        reject(signal!.reason as Error);
      };
      const waiting: Waiting = {
        enter: () => {
          signal?.removeEventListener("abort", leave);
          resolve();
        },
      };
      this.#line.add(waiting);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }

  #give(): void {
    const [next] = this.#line;
    if (!next) {
      this.#free++;
      return;
    }
    this.#line.delete(next);
    next.enter();
  }
}
