/** A notebook as the text of a `.regulars.json` file. */
import { RegularsError } from "../base/error.ts";
import type { Notebook } from "../notebook/document.ts";
import { parseNotebook, type CheckAnalysis } from "../notebook/parse.ts";
import { bounds } from "../notebook/plain-copy.ts";

/** The ending of a notebook file's name. */
export const notebookFileEnding = ".regulars.json";

/** Returns the text of a notebook file. */
export function toFileText(notebook: Notebook): string {
  return `${JSON.stringify(notebook, null, 2)}\n`;
}

/** True where a file's name says that it is a notebook. */
export function isNotebookFile(name: string): boolean {
  return name.toLowerCase().endsWith(notebookFileEnding);
}

/**
 * Returns the notebook of a file.
 * @throws RegularsError with the reason and the place for anything that is no notebook, or too large to be one.
 */
export async function readNotebookFile(file: Blob, check?: CheckAnalysis): Promise<Notebook> {
  // Indented JSON and escapes take more bytes than the values that they hold.
  if (file.size > 4 * bounds.size)
    throw new RegularsError(`invalid notebook file: ${file.size} bytes`, {
      hint: "A notebook holds text and settings only; this file is too large to be one.",
    });
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch (cause) {
    throw new RegularsError("invalid notebook file: no JSON", {
      hint: "Choose a .regulars.json file that was saved from a notebook.",
      cause,
    });
  }
  return parseNotebook(value, check);
}
