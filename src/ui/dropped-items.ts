/** The files of a drop, those inside dropped folders too. */

const entriesOf = (reader: FileSystemDirectoryReader) =>
  new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

async function filesBelow(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await fileOf(entry as FileSystemFileEntry)];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  // A directory is read in portions (100 in Chromium) until an empty one.
  for (let portion = await entriesOf(reader); portion.length > 0; portion = await entriesOf(reader))
    for (const child of portion) files.push(...(await filesBelow(child)));
  return files;
}

/** The files of a drop in the order given; a folder gives all files below it. Empty when something else was dropped. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries must be taken before the first await: the list is emptied when the event ends.
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const taken = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const lists = await Promise.all(
    taken.map(async ({ entry, file }) =>
      entry?.isDirectory ? filesBelow(entry) : file === null ? [] : [file],
    ),
  );
  return lists.flat();
}
