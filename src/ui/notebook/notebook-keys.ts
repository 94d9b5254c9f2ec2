/** Keys of the notebook's screen, wherever the focus is. */
import { verbOf, type KeyPlace, type KeyVerb } from "../../app/keys.ts";
import { undoesItself } from "../../app/field-undo.ts";

/** What a press did or means: a verb, and the cell that it was pressed in. */
export interface CellPress {
  readonly verb: KeyVerb;
  readonly cell: string | null;
  /** True where it was pressed in a field that undoes typing itself. */
  readonly isField: boolean;
}

const writes = (target: Element): boolean =>
  target.closest("input, textarea, select, [contenteditable=true], [contenteditable='']") !== null;

/** Returns what a press on the page means; null where it was dealt with, is of a dialog or menu, or means nothing. */
export function pressOf(event: KeyboardEvent): CellPress | null {
  const { target } = event;
  if (event.defaultPrevented || event.isComposing || !(target instanceof Element)) return null;
  if (target.closest("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]")) return null;
  const cell = target.closest<HTMLElement>(".cell[id^='cell-']")?.id.slice("cell-".length) ?? null;
  const place: KeyPlace = writes(target) ? "field" : cell === null ? "page" : "cell";
  // A choice opens with Alt and an arrow.
  if (event.altKey && target.closest("[aria-haspopup=listbox]")) return null;
  const verb = verbOf(event, place);
  if (verb === null) return null;
  const isField =
    (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
    undoesItself({
      tag: target.localName,
      type: target instanceof HTMLInputElement ? target.type : "",
      isReadOnly: target.readOnly,
    });
  return { verb, cell, isField };
}

/** Calls `otherwise` where the browser finds nothing to undo or to redo in the field that has the focus. */
export function afterOwnUndo(field: EventTarget, otherwise: () => void): void {
  let undone = false;
  const note = (event: Event) => {
    undone ||= event instanceof InputEvent && event.inputType.startsWith("history");
  };
  field.addEventListener("beforeinput", note);
  field.addEventListener("input", note);
  setTimeout(() => {
    field.removeEventListener("beforeinput", note);
    field.removeEventListener("input", note);
    if (!undone) otherwise();
  });
}
