/** What the parts of the notebook's screen share: which cell is chosen, what is open over the page, and the verbs that move the focus. */
import { createContext, tick } from "svelte";
import type { NotebookView } from "../../app/app.ts";
import { neighbourOf, successorOf } from "../../app/cell-order.ts";
import type { OutlineEntry } from "../../app/outline.ts";
import { m, type Messages } from "../../messages/messages.ts";
import type { NewCell } from "../../notebook/edit.ts";
import { CellDrag } from "./cell-drag.svelte.ts";
import { CellsInSight } from "./cells-in-sight.svelte.ts";
import { focusCell, focusEditor, showHeading } from "./focus-cell.ts";

/** What is open over the notebook: everything that can be found and run, or only what can be added. */
export type Finding = "all" | "add";

/** The screen of one open notebook. */
export class Workplace {
  readonly view: NotebookView;
  readonly sight = new CellsInSight();
  /** A cell that was just added: it opens for writing. */
  fresh = $state.raw<string | null>(null);
  /** The cell that has the focus, or had it last. */
  chosen = $state.raw<string | null>(null);
  /** The cell whose name is being written. */
  renaming = $state.raw<string | null>(null);
  /** What is open to find things in; null where it is closed. */
  finding = $state.raw<Finding | null>(null);
  /** True once it was open: it is fetched then. */
  found = $state.raw(false);
  helping = $state.raw(false);
  presenting = $state.raw(false);
  /** True while what is stored is shown. */
  storedOpen = $state.raw(false);
  /** The last thing that is told to those who do not see it. */
  told = $state.raw("");

  readonly drag: CellDrag;

  /** `messages` are those of the moment. */
  constructor(view: NotebookView, messages: () => Messages) {
    this.view = view;
    this.drag = new CellDrag(
      () => view.document.cells,
      (id, index) => void this.#moveTo(id, index, messages()),
    );
  }

  /** The cell that verbs without a place are about: the chosen one, else the one that is read. */
  get here(): string | null {
    const { cells } = this.view.document;
    const known = (id: string | null) => cells.some((cell) => cell.id === id);
    return [this.chosen, this.sight.current].find(known) ?? null;
  }

  /** The place after the cell that one is at; the end where one is nowhere. */
  get placeBelow(): number {
    const { cells } = this.view.document;
    const at = cells.findIndex(({ id }) => id === this.here);
    return at < 0 ? cells.length : at + 1;
  }

  /** Brings a cell into sight, or one of its headings, and gives it the focus. */
  async go(
    id: string,
    heading: { readonly title: string; readonly nth: number } | null = null,
  ): Promise<void> {
    this.sight.show(id);
    this.chosen = id;
    await tick();
    focusCell(id);
    if (heading !== null) showHeading(id, heading.title, heading.nth);
  }

  /** Opens the palette. */
  find(what: Finding): void {
    this.found = true;
    this.finding = what;
  }

  /** Goes to what an entry of the outline stands for. */
  goTo({ cell, heading, title }: OutlineEntry): void {
    void this.go(cell, heading === null ? null : { title, nth: heading });
  }

  /** Goes to the cell above or below. */
  step(by: -1 | 1): void {
    const next = neighbourOf(this.view.document.cells, this.here, by);
    if (next !== null) void this.go(next);
  }

  /** Adds a cell and opens it for writing. */
  add(cell: NewCell, index: number): void {
    void this.open(this.view.add(cell, index));
  }

  /** Opens a cell that was just added for writing. */
  async open(id: string): Promise<void> {
    this.fresh = id;
    await this.go(id);
    focusEditor(id);
  }

  /** Deletes a cell; the next one takes the focus. */
  async remove(id: string): Promise<void> {
    const next = successorOf(this.view.document.cells, id);
    this.view.remove(id);
    if (next === null) return;
    this.sight.show(next);
    this.chosen = next;
    await tick();
    focusCell(next, { scroll: false });
  }

  /** Moves a cell up or down; it keeps the focus, and its new place is told. */
  move(id: string, by: -1 | 1, messages: Messages): void {
    const { cells } = this.view.document;
    void this.#moveTo(id, cells.findIndex((cell) => cell.id === id) + by, messages);
  }

  /** Closes a cell to its head, or opens it; its title takes the focus. */
  async toggle(id: string): Promise<void> {
    const cell = this.view.document.cells.find((each) => each.id === id);
    this.view.collapse(id, !cell?.collapsed);
    await tick();
    focusCell(id, { scroll: false });
  }

  /** Begins to present, at the cell that one is at, or ends it there. */
  present(on: boolean): void {
    const { here } = this;
    this.presenting = on;
    if (here !== null) void this.go(here);
  }

  /** Opens a cell's name for writing. */
  rename(id: string): void {
    this.renaming = id;
  }

  /** Copies a cell; the copy takes the focus. */
  duplicate(id: string): void {
    void this.go(this.view.duplicate(id));
  }

  /** Opens a cell's statement as SQL below it. */
  fork(id: string): void {
    const forked = this.view.fork(id);
    if (forked !== null) void this.open(forked);
  }

  async #moveTo(id: string, index: number, messages: Messages): Promise<void> {
    const { cells } = this.view.document;
    const to = Math.min(Math.max(0, index), cells.length - 1);
    if (cells[to]?.id === id) return;
    const focused = document.activeElement;
    this.view.moveTo(id, to);
    const [place, all] = [messages.integer(to + 1), messages.integer(cells.length)];
    this.told = m.shell_moved({ place, all }, messages);
    await tick();
    const moved = document.getElementById(`cell-${id}`);
    // The browser takes the focus from an element that is put elsewhere.
    if (focused instanceof HTMLElement && moved?.contains(focused)) focused.focus({ preventScroll: true });
    moved?.scrollIntoView({ block: "nearest" });
  }
}

const [get, set] = createContext<Workplace>();

/** The workplace of the open notebook. @throws when no component above has called {@link setWorkplace}. */
export const getWorkplace: () => Workplace = get;

/** Hands the workplace down to every component below the calling one. */
export const setWorkplace: (workplace: Workplace) => Workplace = set;
