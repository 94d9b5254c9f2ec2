/** Which cells of a notebook are in or near sight, and which one is read. */
import type { Attachment } from "svelte/attachments";

/** Watches the places of cells in the window. */
export class CellsInSight {
  readonly #near = new Set<string>();
  readonly #reading = new Set<string>();
  readonly #tell: (cells: readonly string[]) => void;
  #current = $state<string | null>(null);

  constructor(tell: (cells: readonly string[]) => void) {
    this.#tell = tell;
  }

  /** The first cell in the upper part of the window, null before any was seen. */
  get current(): string | null {
    return this.#current;
  }

  /** Watches the place of one cell; `cells` gives the document's order. */
  watch(id: string, cells: () => readonly { readonly id: string }[]): Attachment<HTMLElement> {
    const note = (set: Set<string>, entries: readonly IntersectionObserverEntry[]) => {
      if (entries.at(-1)!.isIntersecting) set.add(id);
      else set.delete(id);
    };
    return (place) => {
      const near = new IntersectionObserver(
        (entries) => {
          note(this.#near, entries);
          this.#tell(
            cells()
              .map((cell) => cell.id)
              .filter((cell) => this.#near.has(cell)),
          );
        },
        { rootMargin: "600px 0px" },
      );
      const reading = new IntersectionObserver(
        (entries) => {
          note(this.#reading, entries);
          this.#current = cells().find((cell) => this.#reading.has(cell.id))?.id ?? this.#current;
        },
        { rootMargin: "-110px 0px -55% 0px" },
      );
      near.observe(place);
      reading.observe(place);
      return () => {
        near.disconnect();
        reading.disconnect();
        this.#near.delete(id);
        this.#reading.delete(id);
      };
    };
  }
}
