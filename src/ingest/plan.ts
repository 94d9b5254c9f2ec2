/** From files to an import plan, and from a plan to the same plan with decisions changed. */
import { IngestError } from "../orders/ingest-error.ts";
import type { FileDecisions, ImportOptions } from "../orders/import-options.ts";
import type { FilePlan, FileRole, ImportPlan } from "../orders/plan.ts";
import type { FileReport } from "../orders/receipt.ts";
import { defaultRules, type CountingRules } from "../orders/rules.ts";
import { inspectFiles } from "./client.ts";
import type { IngestProgress, Inspected } from "./inspected.ts";
import { placeFiles, type Candidate } from "./data-set.ts";
import type { Inspection } from "./inspection.ts";
import { hasColumn } from "./mapping.ts";
import type { ReadingTold } from "./look.ts";
import { noDate, planFile, type FilePlanned, type PlanContext } from "./plan-file.ts";
import { refusedReport } from "./refusal.ts";
import { detectSource } from "./sources/index.ts";

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
  /** How files are read, in place of what was decided of that before. */
  readonly readings?: Readonly<Record<string, ReadingTold>>;
  /** What is taken back before: all changes of these files, and these options. */
  readonly undo?: { readonly files: readonly string[]; readonly options: readonly (keyof ImportOptions)[] };
}

/** A plan, the files that it does without, and what the engine attaches. */
export interface PlannedImport {
  readonly plan: ImportPlan;
  readonly refused: readonly FileReport[];
  /** `attachedAs` → the file's bytes, original or rewritten. */
  readonly bytes: ReadonlyMap<string, Blob>;
  /** What was found in the files, for {@link replan}. */
  readonly inspected: readonly Inspected[];
  /** The files themselves, for one that is to be read in another way. */
  readonly files: readonly File[];
  readonly options: ImportOptions;
  readonly changes: Readonly<Record<string, FileDecisions>>;
  readonly timeZone: string;
}

/** A name under `import/`: numbered, ASCII, at most 80 characters. */
const attachedName = (name: string, index: number): string =>
  `${index + 1}_${name.replace(/[^A-Za-z0-9_.-]+/g, "_").slice(-60)}`;

/** The rules after an option: the defaults, and what it changes. */
export const rulesOf = (options: ImportOptions): CountingRules => ({ ...defaultRules, ...options.rules });

type Decided = Pick<PlannedImport, "inspected" | "files" | "options" | "changes" | "timeZone"> & {
  readonly importedOn: string;
};

/** A file that was found, planned on its own. */
interface Own extends Candidate {
  /** Its place among the files that were given. */
  readonly index: number;
  readonly context: PlanContext;
  readonly planned: FilePlanned;
}

/** The options for a file of several: a mapping holds in each file that has its header, an unknown one is an error in all. */
function optionsFor(options: ImportOptions, file: Inspection, files: readonly Inspection[]): ImportOptions {
  if (options.mapping === undefined) return options;
  const mapping = Object.fromEntries(
    Object.entries(options.mapping).filter(
      ([, column]) => hasColumn(file, column) || !files.some((other) => hasColumn(other, column)),
    ),
  );
  return { ...options, mapping };
}

/** A file of orders that has no amount, with the reason where its amount comes from another file. */
function withJoinedAmount(file: FilePlan, number: number, files: readonly FilePlan[]): FilePlan {
  const { net_amount, line_amount, unit_price } = file.mapping;
  const isPriced = [net_amount, line_amount, unit_price].some((column) => column !== undefined);
  if (file.role !== undefined || isPriced) return file;
  const from = (role: FileRole) =>
    files.filter((other) => other.role === role && other.joinedTo?.includes(number)).map(({ name }) => name);
  const [payments, items] = [from("payments"), from("items")];
  const named = payments.length > 0 ? payments : items;
  if (named.length === 0) return file;
  const key = payments.length > 0 ? "evidence_amount_payments" : "evidence_amount_items";
  const why = { key, inputs: { files: named.join(", ") } };
  const others = file.sourceEvidence.filter((one) => one.key !== "evidence_amount_price");
  return { ...file, sourceEvidence: [...others, why] };
}

function decide({
  inspected,
  files: sources,
  options,
  changes,
  timeZone,
  importedOn,
}: Decided): PlannedImport {
  const refusals: { readonly index: number; readonly report: FileReport }[] = [];
  const candidates: Own[] = [];
  const found = inspected.flatMap((one) => ("error" in one ? [] : [one.inspection]));
  const attempt = (index: number, file: Inspection, work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof IngestError)) throw error;
      refusals.push({ index, report: refusedReport(file.name, error, file) });
    }
  };
  for (const [index, one] of inspected.entries()) {
    if ("error" in one) {
      refusals.push({ index, report: refusedReport(one.name, one.error) });
      continue;
    }
    const file = one.inspection;
    attempt(index, file, () => {
      const own = changes[one.name] ?? {};
      const context = {
        options: {
          ...(own.dateOrder ? { dateOrder: own.dateOrder } : {}),
          ...(own.currency ? { currency: own.currency } : {}),
          ...optionsFor(options, file, found),
        },
        changes: own,
        timeZone,
        importedOn,
        attachedAs: attachedName(one.name, index),
      };
      const planned = planFile(file, context);
      const { source } = detectSource(file);
      candidates.push({ file, source, plan: planned.plan, chosen: own.role, index, context, planned });
    });
  }
  const placed = placeFiles(candidates);
  const kept: { readonly candidate: number; readonly planned: FilePlanned }[] = [];
  for (const [candidate, { index, file, context, planned }] of candidates.entries())
    attempt(index, file, () => {
      const found = placed[candidate]!;
      if ("error" in found) throw found.error;
      if (found.role !== "orders") {
        kept.push({ candidate, planned: planFile(file, context, found.role) });
        return;
      }
      if (planned.plan.mapping.ordered_at === undefined) throw noDate(file);
      kept.push({ candidate, planned });
    });
  const numbers = new Map(kept.map(({ candidate }, index) => [candidate, index + 1]));
  const files = kept.map(({ candidate, planned }): FilePlan => {
    const found = placed[candidate]!;
    if ("error" in found || found.role === "orders") return planned.plan;
    const joinedTo = found.joinedTo.flatMap((other) => numbers.get(other) ?? []);
    return { ...planned.plan, joinedTo, roleEvidence: found.evidence };
  });
  const plan: ImportPlan = {
    files: files.map((file, index) => withJoinedAmount(file, index + 1, files)),
    rules: rulesOf(options),
    timeZone: options.timeZone ?? (kept.some(({ planned }) => planned.needsZone) ? timeZone : null),
    importedOn,
  };
  const bytes = new Map(
    kept.map(({ candidate, planned }) => [planned.plan.attachedAs, candidates[candidate]!.file.body]),
  );
  const refused = refusals.sort((a, b) => a.index - b.index).map(({ report }) => report);
  return { plan, refused, bytes, inspected, files: sources, options, changes, timeZone };
}

/**
 * Plans an import; `changes` are decisions about single files that were made beforehand. Refused files are reported beside
 * the plan; a plan without files means that every file is refused, and {@link allRefused} makes the error of it.
 * @throws the signal's reason when it is aborted
 */
export async function planImport(
  files: readonly File[],
  options: ImportOptions,
  environment: ImportEnvironment,
  changes: PlannedImport["changes"] = {},
): Promise<PlannedImport> {
  const inspected = await inspectFiles(
    files,
    environment.onProgress ?? (() => undefined),
    environment.signal,
    { told: changes, sheet: options.sheet },
  );
  const { timeZone, importedOn } = environment;
  return decide({ inspected, files, options, changes, timeZone, importedOn });
}

/** Options and changes after another change. */
function changed(
  { options, changes }: Pick<PlannedImport, "options" | "changes">,
  change: PlanChange,
): Pick<PlannedImport, "options" | "changes"> {
  const { files: undone = [], options: left = [] } = change.undo ?? {};
  const own = Object.fromEntries(Object.entries(changes).filter(([name]) => !undone.includes(name)));
  for (const [name, reading] of Object.entries(change.readings ?? {})) {
    const { encoding: _encoding, delimiter: _delimiter, headerLine: _headerLine, ...rest } = own[name] ?? {};
    own[name] = { ...rest, ...reading };
  }
  for (const [name, decided] of Object.entries(change.files ?? {}))
    own[name] = {
      ...own[name],
      ...decided,
      mapping: { ...own[name]?.mapping, ...decided.mapping },
      decimals: { ...own[name]?.decimals, ...decided.decimals },
      statuses: { ...own[name]?.statuses, ...decided.statuses },
    };
  const kept = Object.fromEntries(
    Object.entries(options).filter(([name]) => !left.includes(name as keyof ImportOptions)),
  ) as ImportOptions;
  return {
    options: { ...kept, ...change.options, rules: { ...kept.rules, ...change.options?.rules } },
    changes: own,
  };
}

/** What of a file's decisions changes how its bytes are read. */
const readingOf = ({ encoding, delimiter, headerLine, sheet }: FileDecisions = {}): string =>
  JSON.stringify([encoding, delimiter, headerLine === undefined ? "" : headerLine, sheet]);

/**
 * The plan with decisions changed. Only files whose bytes are to be read in another way are read again; of all others,
 * what every record shows was gathered the first time. @throws the signal's reason when it is aborted
 */
export async function replan(
  previous: PlannedImport,
  change: PlanChange | readonly PlanChange[],
  environment: Pick<ImportEnvironment, "onProgress" | "signal"> = {},
): Promise<PlannedImport> {
  const { files, timeZone, plan } = previous;
  const steps = Array.isArray(change) ? (change as readonly PlanChange[]) : [change as PlanChange];
  const after = steps.reduce(changed, { options: previous.options, changes: previous.changes });
  const isChanged = (name: string) => readingOf(after.changes[name]) !== readingOf(previous.changes[name]);
  const isOtherSheet = after.options.sheet !== previous.options.sheet;
  const again = new Set(
    previous.inspected
      // What is said of a file is said of all that is in it.
      .filter(({ origin, name }) => isChanged(name) || isChanged(origin) || isOtherSheet)
      .map(({ origin }) => origin),
  );
  const fresh =
    again.size === 0
      ? []
      : await inspectFiles(files, environment.onProgress ?? (() => undefined), environment.signal, {
          told: after.changes,
          sheet: after.options.sheet,
          only: again,
        });
  // A file that is read otherwise may come to other tables than before: they stand where its first one stood.
  const read = new Set<string>();
  const inspected = previous.inspected.flatMap((one) => {
    if (!again.has(one.origin)) return [one];
    if (read.has(one.origin)) return [];
    read.add(one.origin);
    return fresh.filter(({ origin }) => origin === one.origin);
  });
  return decide({ inspected, files, ...after, timeZone, importedOn: plan.importedOn });
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
