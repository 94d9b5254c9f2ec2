/** Tints the line of an error, as far as it moves along with the text. */
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

/** Sets the offset of the error; null takes the tint away. */
export const setErrorPlace = StateEffect.define<number | null>();

const tint = Decoration.line({ class: "at" });

/** The extension. */
export const errorLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, { changes, effects, state }) {
    let next = lines.map(changes);
    for (const effect of effects)
      if (effect.is(setErrorPlace))
        next =
          effect.value === null
            ? Decoration.none
            : Decoration.set([tint.range(state.doc.lineAt(effect.value).from)]);
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});
