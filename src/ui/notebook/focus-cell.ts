/** Gives cells and their editors the focus. */

const cellOf = (id: string) => document.getElementById(`cell-${id}`);

/** Where one writes in a cell, the dearest first. */
const editors = ".cm-content, textarea, [data-first-field], .cell-body input, .cell-body select";

/** Milliseconds that an editor may take to be fetched and drawn. */
const patience = 5_000;

/** Brings a cell into sight, unless told not to, and gives its title the focus; a text's own verbs where it has no title. */
export function focusCell(id: string, { scroll = true } = {}): void {
  const cell = cellOf(id);
  if (scroll) cell?.scrollIntoView({ block: "start" });
  if (cell?.contains(document.activeElement) && document.activeElement?.matches(editors)) return;
  cell?.querySelector<HTMLElement>("h2[tabindex], .verbs button")?.focus({ preventScroll: true });
}

/**
 * Gives a cell's editor the focus as soon as it is drawn, unless the person has gone elsewhere meanwhile. An analysis is
 * not written: its title keeps the focus.
 */
export function focusEditor(id: string): void {
  const cell = cellOf(id);
  if (!cell || cell.classList.contains("analysis")) return;
  const reached = () => {
    const editor = cell.querySelector<HTMLElement>(editors);
    if (editor && !editor.contains(document.activeElement)) editor.focus({ preventScroll: true });
    return editor !== null;
  };
  if (reached()) return;
  const waitsHere = () => cell.contains(document.activeElement);
  const watch = new MutationObserver(() => {
    if (!waitsHere() || reached()) watch.disconnect();
  });
  watch.observe(cell, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), patience);
}

/** Brings a heading of a text cell, the `nth` of its title, to the head of the window. */
export function showHeading(id: string, title: string, nth: number): void {
  const headings = [...(cellOf(id)?.querySelectorAll(".md :is(h2, h3, h4, h5, h6)") ?? [])];
  headings.filter(({ textContent }) => textContent.trim() === title)[nth]?.scrollIntoView({ block: "start" });
}
