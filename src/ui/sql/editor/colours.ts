/** Colours SQL as SqlView does: the same lexer, the same classes. */
import { RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from "@codemirror/view";
import { highlightLines } from "../../../sql/highlight.ts";
import { roleClasses } from "../roles.ts";

const marks = new Map(
  Object.values(roleClasses).flatMap((name) =>
    name === undefined ? [] : [[name, Decoration.mark({ class: name })]],
  ),
);

class Colours {
  #lines: ReturnType<typeof highlightLines>;
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.#lines = highlightLines(view.state.doc.toString());
    this.decorations = this.#draw(view);
  }

  update({ view, docChanged, viewportChanged }: ViewUpdate): void {
    if (docChanged) this.#lines = highlightLines(view.state.doc.toString());
    if (docChanged || viewportChanged) this.decorations = this.#draw(view);
  }

  #draw({ state, viewport }: EditorView): DecorationSet {
    const builder = new RangeSetBuilder<Decoration>();
    const last = state.doc.lineAt(viewport.to).number;
    for (let number = state.doc.lineAt(viewport.from).number; number <= last; number++) {
      let at = state.doc.line(number).from;
      for (const { text, role } of this.#lines[number - 1] ?? []) {
        const mark = marks.get(roleClasses[role] ?? "");
        if (mark) builder.add(at, at + text.length, mark);
        at += text.length;
      }
    }
    return builder.finish();
  }
}

/** The extension. */
export const colours = ViewPlugin.fromClass(Colours, { decorations: (plugin) => plugin.decorations });
