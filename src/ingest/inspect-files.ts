/** Looks at files one after the other; the work of the worker, without the worker. */
import { IngestError, type RefusalDetail } from "../orders/ingest-error.ts";
import type { PlanWarning } from "../orders/plan.ts";
import type { ErrorClass } from "../orders/receipt.ts";
import { isSameFile } from "./bytes.ts";
import { inspect } from "./inspect.ts";
import { inspectRecords } from "./inspect-records.ts";
import type { Inspection } from "./inspection.ts";
import type { ReadingTold } from "./look.ts";
import { openFile, type Opened } from "./open.ts";

/**
 * A file, or a table in it, as it was found or refused: plain data that crosses from a worker. `origin` is the name of the
 * file that was dropped, `name` the way to the table in it.
 */
export type InspectedFile = Found & { readonly origin: string };

type Found =
  | { readonly name: string; readonly bytes: number; readonly inspection: Inspection }
  | { readonly name: string; readonly bytes: number; readonly refusal: Refusal };

/** An {@link IngestError} as plain data. */
export interface Refusal extends Omit<RefusalDetail, "files" | "cause"> {
  readonly errorClass: ErrorClass;
  readonly message: string;
}

/** Which files are looked at, and what a person said of how they are read. Plain data that crosses to a worker. */
export interface ReadingRequest {
  /** By the name of the file or of the table in it. */
  readonly told?: Readonly<Record<string, ReadingTold>>;
  /** The sheet of every workbook for which `told` says none. */
  readonly sheet?: string | undefined;
  /** Names of the dropped files to look at; all where it is left out. */
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

const refusalOf = ({
  error_class: errorClass,
  message,
  hint = "",
  key,
  inputs,
  line,
}: IngestError): Refusal => ({
  errorClass,
  message,
  hint,
  key,
  inputs,
  ...(line === undefined ? {} : { line }),
});

/**
 * Looks at every file that is asked for, and at every table in it. A refused one does not stop the others; anything else
 * that fails does.
 */
export async function inspectEach(
  files: readonly File[],
  onFile: OnFile,
  signal?: AbortSignal,
  { told = {}, sheet, only }: ReadingRequest = {},
): Promise<InspectedFile[]> {
  const found: InspectedFile[] = [];
  for (const file of files) {
    const { name: origin, size } = file;
    if (only && !only.has(origin)) continue;
    onFile(origin, "looking", 0, size);
    try {
      const original = await firstOf(file, files, signal);
      const copies = original === file ? [] : [duplicateOf(original)];
      const sheetOf = (name: string) => told[name]?.sheet ?? sheet;
      for (const opened of await openFile(file, { sheetOf, signal }))
        found.push({ origin, ...(await lookInto(opened, copies)) });
    } catch (error) {
      if (!(error instanceof IngestError)) throw error;
      found.push({ origin, name: origin, bytes: size, refusal: refusalOf(error) });
    }
  }
  return found;

  async function lookInto(opened: Opened, copies: readonly PlanWarning[]): Promise<Found> {
    const { name, bytes } = opened;
    if ("error" in opened) return { name, bytes, refusal: refusalOf(opened.error) };
    const onProgress = (phase: Parameters<OnFile>[1], done: number) => onFile(name, phase, done, bytes);
    try {
      const inspection =
        "text" in opened
          ? await inspect(opened.text, name, onProgress, signal, told[name])
          : await inspectRecords(opened.table, name, bytes, onProgress, signal, told[name]);
      return { name, bytes, inspection: { ...inspection, warnings: [...inspection.warnings, ...copies] } };
    } catch (error) {
      if (!(error instanceof IngestError)) throw error;
      return { name, bytes, refusal: refusalOf(error) };
    }
  }
}
