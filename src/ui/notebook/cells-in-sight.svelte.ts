/** Which cells of a notebook are in or near sight, and which one is read. */
import type { Attachment } from "svelte/attachments";

/** Watches the places of cells in the window. */
export class CellsInSight {
  #near: readonly string[] = [];
  #reading: readonly string[] = [];
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
    const noted = (list: readonly string[], entries: readonly IntersectionObserverEntry[]) => {
      const others = list.filter((other) => other !== id);
      return entries.at(-1)?.isIntersecting ? [...others, id] : others;
    };
    return (place) => {
      const near = new IntersectionObserver(
        (entries) => {
          this.#near = noted(this.#near, entries);
          this.#tell(
            cells()
              .map((cell) => cell.id)
              .filter((cell) => this.#near.includes(cell)),
          );
        },
        { rootMargin: "600px 0px" },
      );
      const reading = new IntersectionObserver(
        (entries) => {
          this.#reading = noted(this.#reading, entries);
          this.#current = cells().find((cell) => this.#reading.includes(cell.id))?.id ?? this.#current;
        },
        { rootMargin: "-110px 0px -55% 0px" },
      );
      near.observe(place);
      reading.observe(place);
      return () => {
        near.disconnect();
        reading.disconnect();
        this.#near = noted(this.#near, []);
        this.#reading = noted(this.#reading, []);
      };
    };
  }
}
