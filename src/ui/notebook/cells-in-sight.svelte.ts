/** Which cells of a notebook are in or near sight, which one is read, and which were ever near enough to be shown whole. */
import type { Attachment } from "svelte/attachments";
import { SvelteSet } from "svelte/reactivity";
import { inTurn } from "../../base/turns.ts";

/** Watches the places of cells in the window. */
export class CellsInSight {
  #near: readonly string[] = $state.raw([]);
  #reading: readonly string[] = [];
  #current = $state<string | null>(null);
  readonly #whole = new SvelteSet<string>();

  /** The first cell in the upper part of the window, null before any was seen. */
  get current(): string | null {
    return this.#current;
  }

  /** The cells in or near the window, in no order. */
  get near(): readonly string[] {
    return this.#near;
  }

  /** True where a cell is shown whole: it is or was near the window. Any other keeps its place. */
  isWhole(id: string): boolean {
    return this.#whole.has(id);
  }

  /** Shows a cell whole at once. */
  show(id: string): void {
    this.#whole.add(id);
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
          // One cell a task: a page of them at once would stand still for it.
          if (this.#near.includes(id) && !this.#whole.has(id)) inTurn(() => this.show(id));
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
