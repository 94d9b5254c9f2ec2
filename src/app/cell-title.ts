/** What a cell is called where it is listed: its question, the comment of its SQL, its name, or its kind. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { m, type Messages } from "../messages/messages.ts";
import type { Cell } from "../notebook/document.ts";
import { sqlTitle } from "./sql-title.ts";

/** Returns a name as words: `First product` of `first_product`. */
export function nameAsWords(name: string): string {
  const words = name.replaceAll("_", " ").trim();
  return words === "" ? name : words[0]!.toUpperCase() + words.slice(1);
}

const named = ({ name }: Cell): string | undefined => (name === undefined ? undefined : nameAsWords(name));

/** Returns a cell's title; a text's is that of its kind. */
export function cellTitle(cell: Cell, analyses: readonly AnyAnalysis[], messages: Messages): string {
  switch (cell.kind) {
    case "analysis":
      return analyses.find(({ id }) => id === cell.analysis)?.title(messages) ?? cell.analysis;
    case "text":
      return m.notebook_text_cell({}, messages);
    case "input":
      return cell.input.label || (named(cell) ?? m.cells_input({}, messages));
    case "sql":
      return sqlTitle(cell.sql) ?? named(cell) ?? m.editor_cell({}, messages);
    case "chart":
      return named(cell) ?? m.cells_chart({}, messages);
    case "list":
      return named(cell) ?? m.customers_cell({}, messages);
    case "check":
      return named(cell) ?? m.cells_check({}, messages);
  }
}
