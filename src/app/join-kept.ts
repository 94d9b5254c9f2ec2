/** Files that hold no orders themselves, dropped alone: they are joined to the orders in place, or wait for their orders. */
import { isSameFile } from "../ingest/bytes.ts";
import type { ImportDecisions } from "../orders/import-options.ts";
import type { FileReport } from "../orders/receipt.ts";

/** The files of the orders in place, as they are to be read again with others. */
export interface FilesInPlace {
  readonly files: readonly File[];
  readonly decisions: ImportDecisions;
  /** The last full day that was said for them; null is the data's own. */
  readonly observedThrough: string | null;
}

/** The refused files that would be read if the orders that they belong to were there. */
export const waitingFor = (refused: readonly FileReport[]): readonly string[] =>
  refused.flatMap(({ name, error_key = "" }) => (error_key.startsWith("refusal_only_") ? [name] : []));

/** A name that none of `taken` has: `contacts.csv`, else `contacts (2).csv`, `contacts (3).csv`, … */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const [, stem, ending] = /^(.*?)((?:\.[^.]*)?)$/s.exec(name)!;
  for (let number = 1; ; number++) {
    const own = number === 1 ? name : `${stem!} (${number})${ending!}`;
    if (!taken.has(own)) return own;
  }
}

/**
 * The files that are not there yet, none with the name of another: decisions are kept by name. The same bytes under any
 * name are the same file, which is not joined twice.
 */
export async function newFiles(
  there: readonly File[],
  dropped: readonly File[],
  signal?: AbortSignal,
): Promise<readonly File[]> {
  const fresh: File[] = [];
  const taken = new Set(there.map(({ name }) => name));
  for (const file of dropped) {
    const all = [...there, ...fresh];
    const same = await Promise.all(all.map((other) => isSameFile(other, file, signal)));
    if (same.includes(true)) continue;
    const name = freeName(file.name, taken);
    taken.add(name);
    const { type, lastModified } = file;
    fresh.push(name === file.name ? file : new File([file], name, { type, lastModified }));
  }
  return fresh;
}
