/** Where notebooks and the receipt of their data rest, whatever holds them. */
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
}

/** A notebook to be stored. */
export interface StoredNotebook {
  readonly entry: StoredEntry;
  readonly document: Notebook;
  /** The data set that it was last seen with, null where its orders were in memory only. */
  readonly dataId: string | null;
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

/** Where notebooks rest. Every verb resolves when the change is stored for good. */
export interface Library {
  /** False where nothing survives a reload. */
  readonly lasting: boolean;
  /** Every notebook's line, the one opened last first. */
  entries(): Promise<readonly StoredEntry[]>;
  read(id: string): Promise<FoundNotebook | null>;
  save(notebook: StoredNotebook): Promise<void>;
  remove(id: string): Promise<void>;
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
