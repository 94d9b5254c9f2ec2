/** Looks at files one after the other; the work of the worker, without the worker. */
import { IngestError, type RefusalDetail } from "../orders/ingest-error.ts";
import type { PlanWarning } from "../orders/plan.ts";
import type { ErrorClass } from "../orders/receipt.ts";
import { isSameFile } from "./bytes.ts";
import { inspect } from "./inspect.ts";
import type { Inspection } from "./inspection.ts";
import type { ReadingTold } from "./look.ts";

/** A file as it was found, or refused: plain data that crosses from a worker. */
export type InspectedFile =
  | { readonly name: string; readonly bytes: number; readonly inspection: Inspection }
  | { readonly name: string; readonly bytes: number; readonly refusal: Refusal };

/** An {@link IngestError} as plain data. */
export interface Refusal extends Omit<RefusalDetail, "files" | "cause"> {
  readonly errorClass: ErrorClass;
  readonly message: string;
}

/** Which files are looked at, and what a person said of how they are read. Plain data that crosses to a worker. */
export interface ReadingRequest {
  /** By file name. */
  readonly told?: Readonly<Record<string, ReadingTold>>;
  /** Names of the files to look at; all where it is left out. */
  readonly only?: ReadonlySet<string>;
}

/** Called while a file is looked at. */
export type OnFile = (
  file: string,
  phase: "looking" | "counting" | "rewriting",
  done: number,
  total: number,
) => void;

/** The first of the files that has the bytes of `file`: itself, where it is no copy. */
async function firstOf(file: File, files: readonly File[], signal?: AbortSignal): Promise<File> {
  for (const other of files) if (other === file || (await isSameFile(other, file, signal))) return other;
  return file;
}

const duplicateOf = (original: File): PlanWarning => ({
  code: "DUPLICATE_FILE",
  message: `the same bytes as ${original.name}`,
});

/** Looks at every file that is asked for. A refused file does not stop the others; anything else that fails does. */
export async function inspectEach(
  files: readonly File[],
  onFile: OnFile,
  signal?: AbortSignal,
  { told = {}, only }: ReadingRequest = {},
): Promise<InspectedFile[]> {
  const found: InspectedFile[] = [];
  for (const file of files) {
    const { name, size: bytes } = file;
    if (only && !only.has(name)) continue;
    try {
      const onProgress = (phase: Parameters<OnFile>[1], done: number) => onFile(name, phase, done, bytes);
      const inspection = await inspect(file, name, onProgress, signal, told[name]);
      const original = await firstOf(file, files, signal);
      const warnings = original === file ? [] : [duplicateOf(original)];
      found.push({
        name,
        bytes,
        inspection: { ...inspection, warnings: [...inspection.warnings, ...warnings] },
      });
    } catch (error) {
      if (!(error instanceof IngestError)) throw error;
      const { error_class: errorClass, message, hint = "", key, inputs, line } = error;
      found.push({
        name,
        bytes,
        refusal: { errorClass, message, hint, key, inputs, ...(line === undefined ? {} : { line }) },
      });
    }
  }
  return found;
}
