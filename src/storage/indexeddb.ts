/** The library in IndexedDB. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { byLastOpened, type FoundNotebook, type Library, type StoredData } from "./library.ts";

interface Schema extends DBSchema {
  notebooks: { key: string; value: FoundNotebook };
  data: { key: string; value: StoredData };
}

const name = "regulars";
const current = "current";

/** Opens the library. @throws DOMException where the browser denies IndexedDB. */
export async function openIndexedDbLibrary(): Promise<Library> {
  const database: IDBPDatabase<Schema> = await openDB<Schema>(name, 1, {
    upgrade(upgraded) {
      upgraded.createObjectStore("notebooks", { keyPath: "entry.id" });
      upgraded.createObjectStore("data");
    },
    // A later version in another tab may go on; this tab then fails to save and says so.
    blocking: () => database.close(),
  });
  return {
    lasting: true,
    entries: async () => byLastOpened((await database.getAll("notebooks")).map(({ entry }) => entry)),
    read: async (id) => (await database.get("notebooks", id)) ?? null,
    save: async (notebook) => void (await database.put("notebooks", notebook)),
    remove: (id) => database.delete("notebooks", id),
    readData: async () => (await database.get("data", current)) ?? null,
    saveData: async (data) => {
      if (data === null) await database.delete("data", current);
      else await database.put("data", data, current);
    },
    clear: async () => {
      const transaction = database.transaction(["notebooks", "data"], "readwrite");
      await Promise.all([
        transaction.objectStore("notebooks").clear(),
        transaction.objectStore("data").clear(),
        transaction.done,
      ]);
    },
  };
}
