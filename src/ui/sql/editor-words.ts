/** The words of the SQL editor, CodeMirror's own among them. */
import { m, type Messages } from "../../messages/messages.ts";
import type { EditorWords } from "./editor/code-editor.ts";

/** The words in a language. */
export function editorWords(label: string, messages: Messages): EditorWords {
  return {
    label,
    placeholder: "select … from orders",
    phrases: {
      Find: m.editor_find({}, messages),
      next: m.editor_find_next({}, messages),
      previous: m.editor_find_previous({}, messages),
      all: m.editor_find_all({}, messages),
      "match case": m.editor_find_case({}, messages),
      regexp: m.editor_find_regexp({}, messages),
      "by word": m.editor_find_word({}, messages),
      Replace: m.editor_find_replace({}, messages),
      replace: m.editor_find_replace_one({}, messages),
      "replace all": m.editor_find_replace_all({}, messages),
      close: m.editor_find_close({}, messages),
      Completions: m.editor_completions({}, messages),
    },
  };
}
