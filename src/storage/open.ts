/** Opens the place where notebooks rest. */
import { openIndexedDbLibrary } from "./indexeddb.ts";
import type { Library } from "./library.ts";
import { memoryLibrary } from "./memory.ts";

/** Returns the library in IndexedDB, or one in memory (`lasting` false) where the browser has none or denies it. */
export async function openLibrary(): Promise<Library> {
  if (typeof indexedDB === "undefined") return memoryLibrary();
  return openIndexedDbLibrary().catch(() => memoryLibrary());
}
