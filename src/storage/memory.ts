/** The library where the browser keeps nothing: it lasts as long as the page. */
import {
  byLastOpened,
  SupersededError,
  type Library,
  type LibraryTrouble,
  type StoredData,
  type StoredNotebook,
} from "./library.ts";

/** Returns an empty library in memory. What is stored is copied, as a database would. */
export function memoryLibrary(trouble: LibraryTrouble | null = null): Library {
  const writers = new Map<string, string>();
  const closed = new Set<string>();
  const trusted = new Set<string>();
  const supersede = (id: string, by: string | null = null) => {
    const writer = writers.get(id);
    if (writer !== undefined && writer !== by) closed.add(writer);
  };
  const notebooks = new Map<string, StoredNotebook>();
  let data: StoredData | null = null;
  const copy = <T>(value: T): Promise<T> => Promise.resolve(structuredClone(value));
  return {
    lasting: false,
    trouble,
    entries: () => copy(byLastOpened([...notebooks.values()].map(({ entry }) => entry))),
    read: (id) => copy(notebooks.get(id) ?? null),
    claim: (id, claim) => {
      supersede(id, claim);
      writers.set(id, claim);
      return copy(notebooks.get(id) ?? null);
    },
    save: async (notebook, claim) => {
      const { id } = notebook.entry;
      if (closed.has(claim)) throw new SupersededError(id);
      writers.set(id, claim);
      notebooks.set(id, await copy(notebook));
    },
    remove: (id) => {
      supersede(id);
      return Promise.resolve(void notebooks.delete(id));
    },
    trust: (hash) => Promise.resolve(void trusted.add(hash)),
    isTrusted: (hash) => Promise.resolve(trusted.has(hash)),
    readData: () => copy(data),
    saveData: async (next) => {
      data = await copy(next);
    },
    clear: () => {
      for (const id of writers.keys()) supersede(id);
      notebooks.clear();
      trusted.clear();
      data = null;
      return Promise.resolve();
    },
  };
}
