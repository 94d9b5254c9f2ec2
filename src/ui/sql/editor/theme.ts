/** The editor's look: that of SqlView, and of our menus and fields. */
import { EditorView } from "@codemirror/view";

const pop = {
  background: "var(--paper)",
  border: "0",
  borderRadius: "var(--r3)",
  boxShadow: "0 0 0 var(--line) var(--rule-strong), var(--lift-1)",
  color: "var(--ink)",
};

/** The extension. The geometry is that of `.editor pre`, so that nothing moves when the editor takes its place. */
export const theme = EditorView.theme({
  "&": { color: "var(--ink)", background: "none", maxHeight: "560px" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "2px", borderRadius: "var(--r2)" },
  ".cm-scroller": { font: "inherit", lineHeight: "21px", overflow: "auto", scrollbarWidth: "thin" },
  ".cm-content": { padding: "12px 0", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 16px 0 18px" },
  ".cm-line.at": { background: "var(--accent-tint)" },
  ".cm-gutters": { background: "none", border: "0", color: "var(--ink-3)" },
  ".cm-lineNumbers .cm-gutterElement": {
    width: "34px",
    minWidth: "34px",
    padding: "0",
    boxSizing: "border-box",
  },
  ".cm-cursor, .cm-dropCursor": { borderLeft: "2px solid var(--accent)", marginLeft: "-1px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--select)",
  },
  ".cm-placeholder": { color: "var(--ink-3)" },
  "&.cm-focused .cm-matchingBracket, .cm-matchingBracket": {
    background: "var(--accent-tint-2)",
    outline: "1px solid var(--accent)",
  },
  "&.cm-focused .cm-nonmatchingBracket": { background: "var(--bad-tint)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--bad-mark) 1.5px",
    textUnderlineOffset: "4px",
  },
  ".cm-searchMatch": { background: "var(--warn-tint)" },
  ".cm-searchMatch-selected": { background: "var(--select)", outline: "1px solid var(--accent)" },
  ".cm-panels": {
    background: "var(--paper-2)",
    color: "var(--ink)",
    border: "0",
    font: "13px/20px var(--font)",
  },
  ".cm-panels.cm-panels-top": { borderBottom: "var(--line) solid var(--rule)" },
  ".cm-panel.cm-search": { padding: "8px 32px 8px 12px" },
  ".cm-textfield": {
    background: "var(--paper)",
    border: "1px solid var(--rule-control)",
    borderRadius: "var(--r2)",
    minHeight: "26px",
  },
  ".cm-button": {
    background: "var(--paper)",
    backgroundImage: "none",
    border: "1px solid var(--rule-control)",
    borderRadius: "var(--r2)",
    minHeight: "26px",
  },
  ".cm-panel.cm-search [name=close]": { color: "var(--ink-2)", minWidth: "24px", minHeight: "24px" },
  ".cm-tooltip": pop,
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    font: "13px/20px var(--font-code)",
    maxHeight: "14em",
    padding: "6px",
  },
  ".cm-tooltip-autocomplete ul li": {
    display: "flex",
    gap: "16px",
    padding: "3px 10px",
    borderRadius: "var(--r2)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--accent-tint-2)",
    color: "var(--ink)",
  },
  ".cm-completionDetail": {
    marginLeft: "auto",
    fontStyle: "normal",
    color: "var(--ink-3)",
    maxWidth: "26ch",
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".is-keyword .cm-completionLabel": { color: "var(--code-keyword)" },
  ".is-function .cm-completionLabel": { color: "var(--code-function)" },
  ".is-value .cm-completionLabel": { color: "var(--code-param)" },
  ".cm-tooltip.cm-completionInfo": {
    padding: "8px 12px",
    maxWidth: "320px",
    font: "12px/18px var(--font)",
    color: "var(--ink-2)",
  },
  ".cm-tooltip-lint": { padding: "6px 10px" },
  ".cm-diagnostic-error": { borderLeft: "0" },
});
