/** The library where the browser keeps nothing: it lasts as long as the page. */
import { byLastOpened, type Library, type StoredData, type StoredNotebook } from "./library.ts";

/** Returns an empty library in memory. What is stored is copied, as a database would. */
export function memoryLibrary(): Library {
  const notebooks = new Map<string, StoredNotebook>();
  let data: StoredData | null = null;
  const copy = <T>(value: T): Promise<T> => Promise.resolve(structuredClone(value));
  return {
    lasting: false,
    entries: () => copy(byLastOpened([...notebooks.values()].map(({ entry }) => entry))),
    read: (id) => copy(notebooks.get(id) ?? null),
    save: async (notebook) => void notebooks.set(notebook.entry.id, await copy(notebook)),
    remove: (id) => Promise.resolve(void notebooks.delete(id)),
    readData: () => copy(data),
    saveData: async (next) => {
      data = await copy(next);
    },
    clear: () => {
      notebooks.clear();
      data = null;
      return Promise.resolve();
    },
  };
}
