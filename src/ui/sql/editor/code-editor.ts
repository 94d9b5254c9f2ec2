/** The SQL editor: CodeMirror, a chunk of its own. It keeps no history: undo is the document's. */
import {
  closeBrackets,
  closeBracketsKeymap,
  acceptCompletion,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { sql as sqlLanguage } from "@codemirror/lang-sql";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, Prec, Transaction, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
  placeholder,
  type KeyBinding,
} from "@codemirror/view";
import type { Suggestions } from "../../../app/sql-completion.ts";
import type { TextRange } from "../../../app/sql-errors.ts";
import { colours } from "./colours.ts";
import { completion } from "./completion.ts";
import { duckdbDialect } from "./dialect.ts";
import { errorLine, setErrorPlace } from "./error-line.ts";
import { theme } from "./theme.ts";

/** The words of an editor in the language of the page. */
export interface EditorWords {
  /** The accessible name. */
  readonly label: string;
  readonly placeholder: string;
  /** CodeMirror's own words, by their English form. */
  readonly phrases: Readonly<Record<string, string>>;
}

/** What an editor tells and asks. */
export interface EditorHost {
  /** The text after an edit by the person; edits with the same `typing` belong together. */
  onchange(sql: string, typing: string): void;
  /** Ctrl or ⌘ with Enter; with Shift alone `goes` is true: run, and go to the next cell. */
  onrun(goes: boolean): void;
  onundo(): void;
  onredo(): void;
  onformat(): void;
  suggest(sql: string, offset: number): Suggestions | null;
}

/** An error as it is underlined. */
export interface EditorMark extends TextRange {
  readonly text: string;
}

/** An editor on the page. */
export interface CodeEditor {
  /** Shows another text where it differs, with the cursor at what changed. */
  setSql(sql: string): void;
  setWords(words: EditorWords): void;
  /** Underlines a place until it is set anew; null takes the line away. */
  setMark(mark: EditorMark | null): void;
  focus(): void;
  destroy(): void;
}

/** Marks changes that come from the document, not from the person. */
const fromDocument = Annotation.define<boolean>();

/** The one change that makes `after` of `before`. */
function changeBetween(before: string, after: string): { from: number; to: number; insert: string } {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from++;
  let [to, end] = [before.length, after.length];
  while (to > from && end > from && before[to - 1] === after[end - 1]) {
    to--;
    end--;
  }
  return { from, to, insert: after.slice(from, end) };
}

/** Groups edits for undo: typing and deleting are groups of their own, a new line, a paste and a completion begin one. */
class Groups {
  #kind = "";
  #count = 0;

  next(transaction: Transaction): string {
    const kind = transaction.isUserEvent("input.type")
      ? "type"
      : transaction.isUserEvent("delete")
        ? "delete"
        : `other ${this.#count}`;
    const hasBreak = transaction.changes.length !== 0 && /\n/.test(insertedText(transaction));
    if (kind !== this.#kind || hasBreak) this.#count++;
    this.#kind = kind;
    return `sql ${this.#count}`;
  }
}

function insertedText({ changes }: Transaction): string {
  let text = "";
  changes.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => (text += inserted.toString()));
  return text;
}

const wordsOf = ({ label, placeholder: hint, phrases }: EditorWords): Extension => [
  EditorView.contentAttributes.of({
    "aria-label": label,
    "aria-multiline": "true",
    // CodeMirror takes its scroller out of the tab order; a text that is wider than it must take the focus.
    tabindex: "0",
    spellcheck: "false",
    autocapitalize: "off",
    autocorrect: "off",
  }),
  placeholder(hint),
  EditorState.phrases.of(phrases),
];

/** Puts an editor into an element. `descriptionId` names the element that says how to leave it. */
export function mountEditor(
  parent: HTMLElement,
  text: string,
  words: EditorWords,
  descriptionId: string,
  host: EditorHost,
): CodeEditor {
  const wording = new Compartment();
  const groups = new Groups();
  let mark: EditorMark | null = null;
  /** What the document has; it waits while a text is being composed by an input method. */
  let wanted = text;

  const verb = (work: () => void) => () => {
    work();
    return true;
  };
  const keys: readonly KeyBinding[] = [
    { key: "Mod-Enter", run: verb(() => host.onrun(false)) },
    { key: "Shift-Enter", run: verb(() => host.onrun(true)) },
    { key: "Shift-Alt-f", run: verb(() => host.onformat()) },
    { key: "Mod-z", run: verb(() => host.onundo()), stopPropagation: true, preventDefault: true },
    { key: "Mod-Shift-z", run: verb(() => host.onredo()), stopPropagation: true, preventDefault: true },
    { key: "Mod-y", run: verb(() => host.onredo()), stopPropagation: true, preventDefault: true },
    { key: "Tab", run: acceptCompletion },
  ];
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([...keys])),
        lineNumbers(),
        drawSelection(),
        EditorState.allowMultipleSelections.of(true),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightSelectionMatches(),
        search({ top: true }),
        sqlLanguage({ dialect: duckdbDialect }).language,
        colours,
        errorLine,
        completion((sql, offset) => host.suggest(sql, offset)),
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...searchKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        theme,
        wording.of(wordsOf(words)),
        EditorView.contentAttributes.of({ "aria-describedby": descriptionId }),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          const own = transactions.filter((each) => each.docChanged && !each.annotation(fromDocument));
          if (!docChanged || own.length === 0) return;
          wanted = state.doc.toString();
          host.onchange(wanted, groups.next(own.at(-1)!));
        }),
        EditorView.domEventHandlers({ compositionend: () => void setTimeout(follow) }),
      ],
    }),
  });

  function follow(): void {
    const now = view.state.doc.toString();
    if (now === wanted || view.composing) return;
    const changes = changeBetween(now, wanted);
    view.dispatch({
      changes,
      selection: { anchor: changes.from + changes.insert.length },
      annotations: [fromDocument.of(true), Transaction.addToHistory.of(false)],
      scrollIntoView: true,
    });
  }

  return {
    setSql: (sql) => {
      wanted = sql;
      follow();
    },
    setWords: (next) => view.dispatch({ effects: wording.reconfigure(wordsOf(next)) }),
    setMark: (next) => {
      if (next?.from === mark?.from && next?.to === mark?.to && next?.text === mark?.text) return;
      mark = next;
      const length = view.state.doc.length;
      const found =
        next && next.to <= length ? [{ ...next, severity: "error" as const, message: next.text }] : [];
      view.dispatch(setDiagnostics(view.state, found), {
        effects: setErrorPlace.of(found[0]?.from ?? null),
      });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
