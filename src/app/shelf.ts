/** The library and the kept files, opened once and when first asked for. */
import type { Notebook } from "../notebook/document.ts";
import type { KeptFiles } from "../storage/kept-files.ts";
import type {
  FoundNotebook,
  Library,
  LibraryTrouble,
  StoredData,
  StoredEntry,
  StoredNotebook,
} from "../storage/library.ts";
import type { Environment } from "./environment.ts";

/** What an entry says of the orders that a notebook reads. */
export interface OrdersLabel {
  readonly orders: number;
  readonly dataLabel: string;
  readonly dataId: string | null;
}

/** How a notebook is saved. */
export interface Saving {
  readonly claim: string;
  /** The file whose SQL nobody has trusted, null where it runs. */
  readonly untrusted: string | null;
  /** When it was changed last, null for now. */
  readonly editedAt: number | null;
}

/** Where everything rests that outlives the page, but the database. */
export class Shelf {
  readonly #library: Promise<Library>;
  readonly #kept: Promise<KeptFiles>;
  readonly #now: () => number;

  constructor({ openLibrary, openKeptFiles, now }: Environment) {
    this.#library = openLibrary();
    this.#kept = openKeptFiles();
    this.#now = now;
  }

  /** Every notebook's line, the one opened last first. */
  async entries(): Promise<readonly StoredEntry[]> {
    return (await this.#library).entries();
  }

  async read(id: string): Promise<FoundNotebook | null> {
    return (await this.#library).read(id);
  }

  /** Reads a notebook to write it: only saves under this claim are taken from now on. */
  async claim(id: string, claim: string): Promise<FoundNotebook | null> {
    return (await this.#library).claim(id, claim);
  }

  /** Saves a notebook as opened now. @throws SupersededError */
  async save(document: Notebook, label: OrdersLabel, saving: Saving): Promise<void> {
    const { id, title } = document;
    const { claim, untrusted, editedAt } = saving;
    const { dataId, ...counted } = label;
    const openedAt = this.#now();
    const entry = { id, title, ...counted, openedAt, editedAt: editedAt ?? openedAt };
    const library = await this.#library;
    await library.save({ entry, document, dataId, ...(untrusted !== null && { untrusted }) }, claim);
  }

  /** Stores a notebook as it was found, under a claim. */
  async put(found: FoundNotebook, claim: string): Promise<void> {
    await (await this.#library).save(found as StoredNotebook, claim);
  }

  async remove(id: string): Promise<void> {
    await (await this.#library).remove(id);
  }

  /** Remembers that the SQL of a document may run. */
  async trust(hash: string): Promise<void> {
    await (await this.#library).trust(hash);
  }

  async isTrusted(hash: string): Promise<boolean> {
    return (await this.#library).isTrusted(hash);
  }

  /** Why nothing that is saved survives a reload; null where it does. */
  async trouble(): Promise<LibraryTrouble | null> {
    return (await this.#library).trouble;
  }

  async readData(): Promise<StoredData | null> {
    return (await this.#library).readData();
  }

  async saveData(data: StoredData | null): Promise<void> {
    await (await this.#library).saveData(data);
  }

  /**
   * Keeps the source files of a data set and forgets those of every other; false where there is no room. Files that are
   * kept ones of another data set themselves are copied before that is forgotten.
   */
  async keepFiles(dataId: string, files: readonly File[], areKept: boolean): Promise<boolean> {
    const kept = await this.#kept;
    if (!areKept) await kept.removeAllBut(dataId);
    const isKept = await kept.keep(dataId, files);
    if (areKept) await kept.removeAllBut(dataId);
    return isKept;
  }

  /** The kept source files of a data set in their order; empty where none are kept. */
  async readFiles(dataId: string, names: readonly string[]): Promise<readonly File[]> {
    return (await this.#kept).read(dataId, names);
  }

  /** Deletes the kept source files. */
  async removeFiles(): Promise<void> {
    await (await this.#kept).removeAllBut(null);
  }

  /** Bytes of the kept source files. */
  async keptBytes(): Promise<number> {
    return (await this.#kept).size();
  }

  /** Forgets notebooks, receipts and files. */
  async clear(): Promise<void> {
    await (await this.#library).clear();
    await (await this.#kept).removeAllBut(null);
  }
}
