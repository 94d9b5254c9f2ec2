/** Opens the place where notebooks rest. */
import { openIndexedDbLibrary } from "./indexeddb.ts";
import type { Library } from "./library.ts";
import { memoryLibrary } from "./memory.ts";

/** Returns the library in IndexedDB, or one in memory (`lasting` false) where the browser has none, denies it, or holds a newer one. */
export async function openLibrary(): Promise<Library> {
  if (typeof indexedDB === "undefined") return memoryLibrary("unsupported");
  try {
    return await openIndexedDbLibrary();
  } catch (error) {
    const isNewer = error instanceof DOMException && error.name === "VersionError";
    return memoryLibrary(isNewer ? "newer" : "denied");
  }
}
