/** What a handful of dropped or chosen files asks for. */

/** What was dropped: notebooks by their file's name, the rest are orders. */
export interface Dropped {
  readonly notebooks: readonly File[];
  readonly orders: readonly File[];
}

/** Parts files into notebooks (`.regulars.json`) and files of orders, each in the order given. */
export function sortDropped(files: readonly File[]): Dropped {
  const isNotebook = (file: File) => file.name.toLowerCase().endsWith(".regulars.json");
  return {
    notebooks: files.filter(isNotebook),
    orders: files.filter((file) => !isNotebook(file)),
  };
}
