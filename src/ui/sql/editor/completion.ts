/** Shows our suggestions in CodeMirror's list. */
import {
  autocompletion,
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Suggestion, Suggestions } from "../../../app/sql-completion.ts";

/** Writes a suggestion; a function with its parentheses, the cursor between them. */
function write(view: EditorView, completion: Completion, insert: string, from: number, to: number): void {
  const isCall = insert.endsWith("(");
  const open = isCall && view.state.sliceDoc(to, to + 1) === "(";
  const text = !isCall ? insert : open ? insert.slice(0, -1) : `${insert})`;
  const end = from + insert.length;
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: end },
    userEvent: "input.complete",
    annotations: pickedCompletion.of(completion),
  });
}

const toOption = ({ label, kind, detail, meaning, insert, rank }: Suggestion): Completion => ({
  label,
  type: kind,
  boost: rank * 10,
  ...(detail !== "" && { detail }),
  ...(meaning !== "" && { info: meaning }),
  apply: (view, completion, from, to) => write(view, completion, insert, from, to),
});

/** The extension. `suggest` is asked at each place; unasked it shows nothing before a word, `.` or `$` was begun. */
export function completion(suggest: (sql: string, offset: number) => Suggestions | null): Extension {
  const source = ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const found = suggest(state.doc.toString(), pos);
    if (!found || found.options.length === 0) return null;
    const isBegun = found.from < pos || state.sliceDoc(pos - 1, pos) === ".";
    if (!explicit && !isBegun) return null;
    return {
      from: found.from,
      options: found.options.map(toOption),
      validFor: /^[$"]?[\p{L}\p{M}\p{N}_]*$/u,
    };
  };
  return autocompletion({
    override: [source],
    icons: false,
    optionClass: ({ type }) => `is-${type ?? "word"}`,
  });
}
