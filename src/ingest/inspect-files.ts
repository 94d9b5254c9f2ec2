/** Looks at files one after the other; the work of the worker, without the worker. */
import { IngestError, type RefusalDetail } from "../orders/ingest-error.ts";
import type { PlanWarning } from "../orders/plan.ts";
import type { ErrorClass } from "../orders/receipt.ts";
import { isSameFile } from "./bytes.ts";
import { inspect } from "./inspect.ts";
import { inspectRecords } from "./inspect-records.ts";
import type { Inspection } from "./inspection.ts";
import { openFile, type Opened } from "./open.ts";

/** A file as it was found, or refused: plain data that crosses from a worker. */
export type InspectedFile =
  | { readonly name: string; readonly bytes: number; readonly inspection: Inspection }
  | { readonly name: string; readonly bytes: number; readonly refusal: Refusal };

/** An {@link IngestError} as plain data. */
export interface Refusal extends Omit<RefusalDetail, "files" | "cause"> {
  readonly errorClass: ErrorClass;
  readonly message: string;
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

/** What was decided about the files before they are looked at. */
export interface LookRequest {
  /** The sheet to read of every workbook. */
  readonly sheet?: string;
  /** The sheet to read by the name of the file that has it. */
  readonly sheets?: Readonly<Record<string, string>>;
}

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

/** Looks at every file, and at every table in it. A refused file does not stop the others; anything else that fails does. */
export async function inspectEach(
  files: readonly File[],
  onFile: OnFile,
  { sheet, sheets = {} }: LookRequest = {},
  signal?: AbortSignal,
): Promise<InspectedFile[]> {
  const found: InspectedFile[] = [];
  const sheetOf = (name: string) => sheets[name] ?? sheet;
  for (const file of files) {
    onFile(file.name, "looking", 0, file.size);
    try {
      const original = await firstOf(file, files, signal);
      const copies = original === file ? [] : [duplicateOf(original)];
      for (const opened of await openFile(file, { sheetOf, signal }))
        found.push(await lookAt(opened, copies));
    } catch (error) {
      if (!(error instanceof IngestError)) throw error;
      found.push({ name: file.name, bytes: file.size, refusal: refusalOf(error) });
    }
  }
  return found;

  async function lookAt(opened: Opened, copies: readonly PlanWarning[]): Promise<InspectedFile> {
    const { name, bytes } = opened;
    if ("error" in opened) return { name, bytes, refusal: refusalOf(opened.error) };
    const onProgress = (phase: Parameters<OnFile>[1], done: number) => onFile(name, phase, done, bytes);
    try {
      const inspection =
        "text" in opened
          ? await inspect(opened.text, name, onProgress, signal)
          : await inspectRecords(opened.table, name, bytes, onProgress, signal);
      return { name, bytes, inspection: { ...inspection, warnings: [...inspection.warnings, ...copies] } };
    } catch (error) {
      if (!(error instanceof IngestError)) throw error;
      return { name, bytes, refusal: refusalOf(error) };
    }
  }
}
