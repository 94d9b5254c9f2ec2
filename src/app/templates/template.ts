/** What a template is: parts that each ask one thing of the orders, fitted to what these can answer. */
import type { Messages } from "../../messages/messages.ts";
import type { NewCell } from "../../notebook/edit.ts";
import type { OrderFacts } from "../../orders/facts.ts";

/** A part of a template: cells that stand or fall together. */
export interface Part {
  /** What is said to be left out where the orders cannot answer it. */
  readonly title: string;
  /** Columns (as in `OrderFacts.filled`) without which it is left out. */
  readonly needs: readonly string[];
  readonly cells: readonly NewCell[];
}

/** Returns the live figure of a column in the first row of a cell, or of an input, as a text writes it. */
export function figure(cell: string, column?: string): string {
  return column === undefined ? `{{ ${cell} }}` : `{{ ${cell}.${column} }}`;
}

/**
 * Returns a statement under a comment in the language of the notebook, whose first line is the cell's title; the comment
 * at its own head, which is for those who read the source, is left out.
 */
export function titledSql(comment: string, sql: string): string {
  const head = comment.split("\n").map((line) => `-- ${line}\n`);
  return head.join("") + sql.replace(/^(?:--[^\n]*\n)+/, "").trimEnd();
}

/** A notebook to begin with. Its texts are written in the language of the moment; later they are the person's own. */
export interface Template {
  /** Never changed: scripts and tests name it. */
  readonly id: string;
  title(messages: Messages): string;
  /** What it is for, one sentence. */
  about(messages: Messages): string;
  parts(messages: Messages, facts: OrderFacts): readonly Part[];
}
