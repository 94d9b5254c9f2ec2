/** Whose undo a press in a field is: the field's own first, the notebook's when the field has nothing more to undo. */

/** Input types that hold a text of their own with its own undo. */
const written = new Set(["text", "search", "url", "tel", "email", "password", "number", "date", ""]);

/** What an undo is asked in, as the document tells it. */
export interface Field {
  readonly tag: string;
  /** The type of an `input`, empty where it has none. */
  readonly type: string;
  readonly isReadOnly: boolean;
}

/** Returns true where the browser undoes typing in the field itself. */
export function undoesItself({ tag, type, isReadOnly }: Field): boolean {
  if (isReadOnly) return false;
  return tag === "textarea" || (tag === "input" && written.has(type));
}
