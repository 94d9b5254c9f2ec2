/** Where notebooks and the receipt of their data rest, whatever holds them. */
import { RegularsError } from "../base/error.ts";
import type { Notebook } from "../notebook/document.ts";
import type { ImportDecisions } from "../orders/import-options.ts";
import type { OrderFacts } from "../orders/facts.ts";
import type { ImportReport } from "../orders/receipt.ts";
import type { CountingRules } from "../orders/rules.ts";

/** A notebook's line in the library. */
export interface StoredEntry {
  readonly id: string;
  readonly title: string;
  /** The names of the files that it reads. */
  readonly dataLabel: string;
  readonly orders: number;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  /** When the document was changed last, milliseconds since 1970; absent in what earlier versions stored. */
  readonly editedAt?: number;
}

/** A notebook to be stored. */
export interface StoredNotebook {
  readonly entry: StoredEntry;
  readonly document: Notebook;
  /** The data set that it was last seen with, null where its orders were in memory only. */
  readonly dataId: string | null;
  /** Present where its SQL is a stranger's and nobody has trusted it: it does not run. Names the file. */
  readonly untrusted?: string;
}

/** A notebook as it was found: its document is to be parsed before use. */
export type FoundNotebook = Omit<StoredNotebook, "document"> & { readonly document: unknown };

/** The data set that the OPFS database holds. */
export interface StoredData {
  readonly id: string;
  /** The names of its files, joined for people. */
  readonly label: string;
  /** The source files, in the order of import. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  /** False where there was no room to keep the files' bytes: they will be asked for. */
  readonly filesKept: boolean;
  /** What was decided about the files; absent in what earlier versions stored. */
  readonly decisions?: ImportDecisions;
  readonly report: ImportReport;
  readonly facts: OrderFacts;
  /** The rules under which the tables stand. */
  readonly rules: CountingRules;
  readonly timeZone: string | null;
  /** `YYYY-MM-DD`. */
  readonly importedOn: string;
}

/** Why nothing survives a reload: the browser has no IndexedDB, refused it, or what it holds is of a newer program. */
export type LibraryTrouble = "unsupported" | "denied" | "newer";

/** A save by a tab whose claim another tab has replaced, or whose notebook was deleted. Nothing was written. */
export class SupersededError extends RegularsError {
  constructor(notebook: string) {
    super(`superseded notebook: ${notebook}`, { hint: "Another tab edits it now, or it was deleted." });
  }
}

/** Where notebooks rest. Every verb resolves when the change is stored for good. */
export interface Library {
  /** False where nothing survives a reload; `trouble` says why. */
  readonly lasting: boolean;
  readonly trouble: LibraryTrouble | null;
  /** Every notebook's line, the one opened last first. */
  entries(): Promise<readonly StoredEntry[]>;
  read(id: string): Promise<FoundNotebook | null>;
  /** Reads a notebook to write it: from now on only saves under this claim are taken, those under the last one are refused. */
  claim(id: string, claim: string): Promise<FoundNotebook | null>;
  /**
   * Stores a notebook under a claim; a new notebook needs none before. Its requests are made at once and wait for none, so
   * that a page that is being closed still saves.
   * @throws SupersededError where the claim is void.
   */
  save(notebook: StoredNotebook, claim: string): Promise<void>;
  /** Deletes a notebook and voids the claim on it. */
  remove(id: string): Promise<void>;
  /** Remembers the hash of a document whose SQL may run. */
  trust(hash: string): Promise<void>;
  isTrusted(hash: string): Promise<boolean>;
  /** The data set that is in place, or null. */
  readData(): Promise<StoredData | null>;
  saveData(data: StoredData | null): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
}

/** Returns entries with the one opened last first. */
export function byLastOpened(entries: readonly StoredEntry[]): readonly StoredEntry[] {
  return [...entries].sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1));
}
