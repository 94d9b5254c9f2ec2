/** From files to an import plan, and from a plan to the same plan with decisions changed. */
import { IngestError } from "../orders/ingest-error.ts";
import type { FileDecisions, ImportOptions } from "../orders/import-options.ts";
import type { FilePlan, ImportPlan } from "../orders/plan.ts";
import type { FileReport } from "../orders/receipt.ts";
import { defaultRules, type CountingRules } from "../orders/rules.ts";
import { inspectFiles } from "./client.ts";
import type { IngestProgress, Inspected } from "./inspected.ts";
import { planFile } from "./plan-file.ts";
import { refusedReport } from "./refusal.ts";

/** What an import is made in. */
export interface ImportEnvironment {
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly signal?: AbortSignal;
  /** The day of import, `YYYY-MM-DD`. */
  readonly importedOn: string;
  /** The browser's IANA zone. */
  readonly timeZone: string;
}

/** Decisions changed on the import screen. What is undefined stays as it was. */
export interface PlanChange {
  readonly options?: ImportOptions;
  /** By file name; merged into earlier changes of the file. */
  readonly files?: Readonly<Record<string, FileDecisions>>;
}

/** A plan, the files that it does without, and what the engine attaches. */
export interface PlannedImport {
  readonly plan: ImportPlan;
  readonly refused: readonly FileReport[];
  /** `attachedAs` → the file's bytes, original or rewritten. */
  readonly bytes: ReadonlyMap<string, Blob>;
  /** What was found in the files, for {@link replan}. */
  readonly inspected: readonly Inspected[];
  readonly options: ImportOptions;
  readonly changes: Readonly<Record<string, FileDecisions>>;
  readonly timeZone: string;
}

/** A name under `import/`: numbered, ASCII, at most 80 characters. */
const attachedName = (name: string, index: number): string =>
  `${index + 1}_${name.replace(/[^A-Za-z0-9_.-]+/g, "_").slice(-60)}`;

/** The rules after an option: the defaults, and what it changes. */
export const rulesOf = (options: ImportOptions): CountingRules => ({ ...defaultRules, ...options.rules });

type Decided = Pick<PlannedImport, "inspected" | "options" | "changes" | "timeZone"> & {
  readonly importedOn: string;
};

function decide({ inspected, options, changes, timeZone, importedOn }: Decided): PlannedImport {
  const files: FilePlan[] = [];
  const refused: FileReport[] = [];
  const bytes = new Map<string, Blob>();
  let needsZone = false;
  for (const [index, one] of inspected.entries()) {
    if ("error" in one) {
      refused.push(refusedReport(one.name, one.error));
      continue;
    }
    const attachedAs = attachedName(one.name, index);
    try {
      const planned = planFile(one.inspection, {
        options,
        changes: changes[one.name] ?? {},
        timeZone,
        importedOn,
        attachedAs,
      });
      files.push(planned.plan);
      bytes.set(attachedAs, one.inspection.body);
      needsZone ||= planned.needsZone;
    } catch (error) {
      if (!(error instanceof IngestError)) throw error;
      refused.push(refusedReport(one.name, error, one.inspection));
    }
  }
  const plan: ImportPlan = {
    files,
    rules: rulesOf(options),
    timeZone: options.timeZone ?? (needsZone ? timeZone : null),
    importedOn,
  };
  return { plan, refused, bytes, inspected, options, changes, timeZone };
}

/**
 * Plans an import. Refused files are reported beside the plan; a plan without files means that every file is refused,
 * and {@link allRefused} makes the error of it. @throws the signal's reason when it is aborted
 */
export async function planImport(
  files: readonly File[],
  options: ImportOptions,
  environment: ImportEnvironment,
): Promise<PlannedImport> {
  const inspected = await inspectFiles(
    files,
    environment.onProgress ?? (() => undefined),
    environment.signal,
  );
  const { timeZone, importedOn } = environment;
  return decide({ inspected, options, changes: {}, timeZone, importedOn });
}

/** The plan with decisions changed. Reads nothing again: what every record shows was gathered the first time. */
export function replan(previous: PlannedImport, change: PlanChange): PlannedImport {
  const options: ImportOptions = {
    ...previous.options,
    ...change.options,
    rules: { ...previous.options.rules, ...change.options?.rules },
  };
  const changes = { ...previous.changes };
  for (const [name, own] of Object.entries(change.files ?? {}))
    changes[name] = {
      ...changes[name],
      ...own,
      mapping: { ...changes[name]?.mapping, ...own.mapping },
      decimals: { ...changes[name]?.decimals, ...own.decimals },
      statuses: { ...changes[name]?.statuses, ...own.statuses },
    };
  const { inspected, timeZone, plan } = previous;
  return decide({ inspected, options, changes, timeZone, importedOn: plan.importedOn });
}

/** The error of an import of which every file is refused: the first one's class and hint, with all receipts. */
export function allRefused(refused: readonly FileReport[]): IngestError {
  const first = refused[0];
  return new IngestError(
    first?.error_class ?? "EMPTY_FILE",
    first?.message ?? "missing files: none was given",
    {
      hint: first?.hint ?? "Drop an order export.",
      key: first?.error_key ?? "refusal_no_files",
      inputs: first?.error_inputs ?? {},
      files: refused,
    },
  );
}
