/** The library and the kept files, opened once and when first asked for. */
import type { Notebook } from "../notebook/document.ts";
import type { KeptFiles } from "../storage/kept-files.ts";
import type { FoundNotebook, Library, StoredData, StoredEntry } from "../storage/library.ts";
import type { Environment } from "./environment.ts";

/** What an entry says of the orders that a notebook reads. */
export interface OrdersLabel {
  readonly orders: number;
  readonly dataLabel: string;
  readonly dataId: string | null;
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

  /** Saves a notebook as opened now. */
  async save(document: Notebook, { dataId, ...label }: OrdersLabel): Promise<void> {
    const { id, title } = document;
    const entry = { id, title, ...label, openedAt: this.#now() };
    await (await this.#library).save({ entry, document, dataId });
  }

  async readData(): Promise<StoredData | null> {
    return (await this.#library).readData();
  }

  async saveData(data: StoredData): Promise<void> {
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
