/** The bytes of the source files, kept in the browser's own file system beside the database. */

/** Where the bytes of source files rest, one folder a data set. */
export interface KeptFiles {
  /** Keeps a data set's files in their order; false, and nothing kept, where there is no room. */
  keep(dataId: string, files: readonly File[]): Promise<boolean>;
  /** The kept files of a data set in their order, under these names; empty where none are kept. */
  read(dataId: string, names: readonly string[]): Promise<readonly File[]>;
  /** Deletes every data set but this one; null deletes all. */
  removeAllBut(dataId: string | null): Promise<void>;
  /** Bytes of all kept files. */
  size(): Promise<number>;
}

const folder = "files";

const isNamed = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof DOMException && names.includes(error.name);

async function* childrenOf(directory: FileSystemDirectoryHandle): AsyncGenerator<FileSystemHandle> {
  for await (const handle of directory.values()) yield handle;
}

async function write(directory: FileSystemDirectoryHandle, name: string, file: Blob): Promise<void> {
  const handle = await directory.getFileHandle(name, { create: true });
  await file.stream().pipeTo(await handle.createWritable());
}

async function maybeDirectory(parent: FileSystemDirectoryHandle, name: string) {
  try {
    return await parent.getDirectoryHandle(name);
  } catch (error) {
    if (isNamed(error, "NotFoundError")) return undefined;
    throw error;
  }
}

/** Returns the kept files below the root of the origin's private file system. */
export function keptFilesIn(root: FileSystemDirectoryHandle): KeptFiles {
  const remove = async (dataId: string) => {
    const all = await root.getDirectoryHandle(folder, { create: true });
    await all.removeEntry(dataId, { recursive: true });
  };
  return {
    async keep(dataId, files) {
      const all = await root.getDirectoryHandle(folder, { create: true });
      const directory = await all.getDirectoryHandle(dataId, { create: true });
      try {
        for (const [index, file] of files.entries()) await write(directory, String(index), file);
        return true;
      } catch (error) {
        await remove(dataId);
        if (isNamed(error, "QuotaExceededError")) return false;
        throw error;
      }
    },
    async read(dataId, names) {
      const all = await maybeDirectory(root, folder);
      const directory = all && (await maybeDirectory(all, dataId));
      if (!directory) return [];
      const kept = new Map<string, File>();
      for await (const handle of childrenOf(directory))
        if (handle.kind === "file") kept.set(handle.name, await (handle as FileSystemFileHandle).getFile());
      const found = names.map((name, index) => {
        const file = kept.get(String(index));
        return file && new File([file], name, { lastModified: file.lastModified });
      });
      return found.every((file) => file !== undefined) ? found : [];
    },
    async removeAllBut(dataId) {
      const all = await maybeDirectory(root, folder);
      if (!all) return;
      const others: string[] = [];
      for await (const { name } of childrenOf(all)) if (name !== dataId) others.push(name);
      for (const name of others) await all.removeEntry(name, { recursive: true });
    },
    async size() {
      const all = await maybeDirectory(root, folder);
      let bytes = 0;
      if (!all) return bytes;
      for await (const data of childrenOf(all))
        for await (const handle of childrenOf(data as FileSystemDirectoryHandle))
          bytes += (await (handle as FileSystemFileHandle).getFile()).size;
      return bytes;
    },
  };
}

/** Kept files where the browser has no private file system: nothing is kept. */
export const noKeptFiles: KeptFiles = {
  keep: () => Promise.resolve(false),
  read: () => Promise.resolve([]),
  removeAllBut: () => Promise.resolve(),
  size: () => Promise.resolve(0),
};

/** Returns the kept files of this origin, or a place that keeps nothing where the browser has none or denies it. */
export async function openKeptFiles(): Promise<KeptFiles> {
  const storage = typeof navigator === "undefined" ? undefined : navigator.storage;
  if (typeof storage?.getDirectory !== "function") return noKeptFiles;
  return storage.getDirectory().then(keptFilesIn, () => noKeptFiles);
}
