/** Saves the open notebook as a file. */
import type { NotebookView } from "../../app/app.ts";
import { fileName, saveFile } from "../save-file.ts";

/** Offers the notebook as a `.regulars.json` file. */
export function saveNotebook(view: NotebookView): void {
  const content = new Blob([view.toFile()], { type: "application/json" });
  saveFile(fileName(view.document.title, "regulars.json"), content);
}
