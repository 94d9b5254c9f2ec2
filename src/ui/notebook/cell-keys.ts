/** The keys of a cell; its menu holds the same verbs. */
import type { NotebookView } from "../../app/app.ts";

const writes = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;

/** Alt with an arrow moves the cell, Ctrl or ⌘ with Enter runs it, Ctrl or ⌘ with Delete or Backspace deletes it. */
export function cellKeys(
  view: NotebookView,
  cell: string,
  remove: () => void,
): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || writes(event.target)) return;
    const command = event.ctrlKey || event.metaKey;
    const verbs: Record<string, (() => void) | undefined> = {
      ArrowUp: event.altKey ? () => view.move(cell, -1) : undefined,
      ArrowDown: event.altKey ? () => view.move(cell, 1) : undefined,
      Enter: command ? () => view.run(cell) : undefined,
      Backspace: command ? remove : undefined,
      Delete: command ? remove : undefined,
    };
    const verb = verbs[event.key];
    if (!verb) return;
    event.preventDefault();
    verb();
  };
}
