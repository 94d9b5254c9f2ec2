/** The library in IndexedDB. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";
import {
  byLastOpened,
  SupersededError,
  type FoundNotebook,
  type Library,
  type StoredData,
} from "./library.ts";

/** A stored record; `writer` is the claim under which it was saved last. */
type Stored = FoundNotebook & { readonly writer?: string };

interface Schema extends DBSchema {
  notebooks: { key: string; value: Stored };
  data: { key: string; value: StoredData };
  /** Claims that are void. A save adds its own claim and takes it out again, which fails where it stands here. */
  void_claims: { key: string; value: true };
  /** Hashes of documents whose SQL may run. */
  trusted: { key: string; value: true };
}

type StoreName = "notebooks" | "data" | "void_claims" | "trusted";

const name = "regulars";
const current = "current";
const storeNames = ["notebooks", "data", "void_claims", "trusted"] as const;

/** Version 1 had notebooks and data only. */
const version = 2;

function open(onClosed: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(name, version, {
    upgrade(database, before) {
      if (before < 1) {
        database.createObjectStore("notebooks", { keyPath: "entry.id" });
        database.createObjectStore("data");
      }
      if (before < 2) {
        database.createObjectStore("void_claims");
        database.createObjectStore("trusted");
      }
    },
    // A later version in another tab may go on; this tab then fails to save and says so.
    blocking: (_version, _next, event) => {
      (event.target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  });
}

/** Opens the library. @throws DOMException where the browser denies IndexedDB, or holds one of a newer program. */
export async function openIndexedDbLibrary(): Promise<Library> {
  let database: Promise<IDBPDatabase<Schema>> | null = null;
  const forget = () => {
    database = null;
  };
  // What the browser closed under us (it was cleared, or its process died) is opened again by the next verb.
  const opened = () =>
    (database ??= open(forget).catch((error: unknown) => {
      forget();
      throw error;
    }));
  let ready = await opened();
  const use = async () => {
    if (database === null) ready = await opened();
    return ready;
  };

  /** Replaces the claim on a notebook within a transaction; returns what is stored. */
  const supersede = async (
    transaction: IDBPTransaction<Schema, readonly StoreName[] & string[], "readwrite">,
    id: string,
    by: string | null,
  ): Promise<Stored | null> => {
    const found = (await transaction.objectStore("notebooks").get(id)) ?? null;
    if (found?.writer !== undefined && found.writer !== by)
      await transaction.objectStore("void_claims").put(true, found.writer);
    return found;
  };
  const withoutWriter = (found: Stored | null): FoundNotebook | null => {
    if (found === null) return null;
    const { writer: _writer, ...notebook } = found;
    return notebook;
  };
  const begin = (stores: IDBPDatabase<Schema>) => stores.transaction([...storeNames], "readwrite");

  return {
    lasting: true,
    trouble: null,
    entries: async () => byLastOpened((await (await use()).getAll("notebooks")).map(({ entry }) => entry)),
    read: async (id) => withoutWriter((await (await use()).get("notebooks", id)) ?? null),
    claim: async (id, claim) => {
      const transaction = begin(await use());
      const found = await supersede(transaction, id, claim);
      if (found) await transaction.objectStore("notebooks").put({ ...found, writer: claim });
      await transaction.done;
      return withoutWriter(found);
    },
    save: async (notebook, claim) => {
      const transaction = begin(database === null ? await use() : ready);
      const claims = transaction.objectStore("void_claims");
      // The three follow each other without waiting: a page that is being closed hears of no answer.
      const held = claims.add(true, claim);
      const requests = [
        held,
        transaction.objectStore("notebooks").put({ ...notebook, writer: claim }),
        claims.delete(claim),
      ];
      transaction.commit();
      for (const request of requests) request.catch(() => undefined);
      try {
        await transaction.done;
      } catch (error) {
        const isVoid = await held.then(
          () => false,
          (cause: unknown) => cause instanceof DOMException && cause.name === "ConstraintError",
        );
        throw isVoid ? new SupersededError(notebook.entry.id) : error;
      }
    },
    remove: async (id) => {
      const transaction = begin(await use());
      await supersede(transaction, id, null);
      await transaction.objectStore("notebooks").delete(id);
      await transaction.done;
    },
    trust: async (hash) => void (await (await use()).put("trusted", true, hash)),
    isTrusted: async (hash) => (await (await use()).get("trusted", hash)) === true,
    readData: async () => (await (await use()).get("data", current)) ?? null,
    saveData: async (data) => {
      if (data === null) await (await use()).delete("data", current);
      else await (await use()).put("data", data, current);
    },
    clear: async () => {
      const transaction = begin(await use());
      const claims = transaction.objectStore("void_claims");
      for (const { writer } of await transaction.objectStore("notebooks").getAll())
        if (writer !== undefined) await claims.put(true, writer);
      await Promise.all([
        transaction.objectStore("notebooks").clear(),
        transaction.objectStore("data").clear(),
        transaction.objectStore("trusted").clear(),
        transaction.done,
      ]);
    },
  };
}
