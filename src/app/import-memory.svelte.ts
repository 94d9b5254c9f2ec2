/** What an import takes from the answers of earlier ones, and leaves for later ones. */
import type { PlanChange, PlannedImport } from "../ingest/plan.ts";
import type { FileDecisions, ImportOptions } from "../orders/import-options.ts";
import type { CanonicalColumn, FilePlan, OpenQuestion } from "../orders/plan.ts";
import type { Answers } from "./answers.ts";
import type { RememberedAnswers } from "./remembered-answers.ts";

/** Options that are answers about the files rather than wishes about the notebook. */
const answered = ["dateOrder", "timeZone", "currency"] as const;
type Answered = (typeof answered)[number];

/** Decisions about a file that are answers as they stand. */
const ownAnswers = [
  "dateOrder",
  "currency",
  "encoding",
  "delimiter",
  "headerLine",
  "role",
  "decimals",
  "statuses",
] as const;

/** The kind of a file: its source and its set of columns; null where no header names them. */
export function kindOf({ headerLine, source, columns }: FilePlan): string | null {
  if (headerLine === null) return null;
  const names = columns.map(({ name }) => name.trim().toLowerCase()).sort();
  return JSON.stringify([source, ...names]);
}

const isFilled = (value: unknown): boolean =>
  value !== undefined && !(typeof value === "object" && value !== null && Object.keys(value).length === 0);

/** The answers in what was decided about a file; columns by name. */
function answersIn(file: FilePlan, changes: FileDecisions, said: Partial<Record<Answered, string>>): Answers {
  const mapping = Object.entries(changes.mapping ?? {}).map(([canonical, index]) => [
    canonical,
    index === null ? null : file.columns[index]?.name,
  ]);
  const all: Record<string, unknown> = {
    ...Object.fromEntries(ownAnswers.map((name) => [name, changes[name]])),
    ...said,
    mapping: Object.fromEntries(mapping.filter(([, name]) => name !== undefined)),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => isFilled(value))) as Answers;
}

/** The memory of one import. */
export class ImportMemory {
  /** By file name: answers of an earlier import under which the file is read. */
  recalled = $state.raw<Readonly<Record<string, Answers>>>({});
  readonly #answers: RememberedAnswers | null;
  /** By file name, as the file was found before anybody changed how it is read. */
  readonly #kinds = new Map<string, string>();
  readonly #open = new Map<string, ReadonlySet<OpenQuestion["question"]>>();
  #said: Partial<Record<Answered, string>> = {};

  /** @param answers null where nothing is to be remembered */
  constructor(answers: RememberedAnswers | null) {
    this.#answers = answers;
  }

  /** Notes an option that the person chose on the screen. */
  say(options: ImportOptions | undefined): void {
    for (const name of answered) {
      const value = options?.[name];
      if (value !== undefined) this.#said = { ...this.#said, [name]: value };
    }
  }

  /** Notes of what kind the files are, and what each of them leaves open, before anybody answered. */
  know({ plan, changes }: PlannedImport): void {
    for (const file of plan.files) {
      const { encoding, delimiter, headerLine } = changes[file.name] ?? {};
      if (encoding !== undefined || delimiter !== undefined || headerLine !== undefined) continue;
      const kind = kindOf(file);
      if (kind !== null) this.#kinds.set(file.name, kind);
      this.#open.set(file.name, new Set(file.questions.map(({ question }) => question)));
    }
  }

  /** The change that earlier answers make of a plan that was made without them; null where there are none. */
  recall(planned: PlannedImport): PlanChange | null {
    const found: Record<string, Answers> = {};
    for (const { name } of planned.plan.files) {
      const answers = this.#answers?.of(this.#kinds.get(name) ?? "");
      if (answers && !isFilled(planned.changes[name])) {
        const fitting = this.#fitting(name, answers);
        if (isFilled(fitting)) found[name] = fitting;
      }
    }
    this.recalled = found;
    if (!isFilled(found)) return null;
    const zone = Object.values(found).find(({ timeZone }) => timeZone !== undefined)?.timeZone;
    return {
      ...(zone !== undefined && planned.options.timeZone === undefined
        ? { options: { timeZone: zone } }
        : {}),
      files: Object.fromEntries(
        Object.entries(found).map(([name, { mapping: _, timeZone: _zone, ...decisions }]) => [
          name,
          decisions,
        ]),
      ),
    };
  }

  /** Answers without those to what this file decides by itself. */
  #fitting(name: string, { dateOrder, currency, ...answers }: Answers): Answers {
    const open = this.#open.get(name);
    return {
      ...answers,
      ...(dateOrder !== undefined && open?.has("date_order") ? { dateOrder } : {}),
      ...(currency !== undefined && open?.has("currency") ? { currency } : {}),
    };
  }

  /** The recalled meanings of columns, as soon as the files are read as recalled; null where there are none. */
  recallMapping({ plan }: PlannedImport): PlanChange | null {
    const files = Object.entries(this.recalled).flatMap(([name, { mapping }]) => {
      const file = plan.files.find((one) => one.name === name);
      if (!mapping || !file) return [];
      const placed = Object.entries(mapping).flatMap(([canonical, column]) => {
        const index = column === null ? null : file.columns.findIndex((own) => own.name === column);
        return index === -1 ? [] : [[canonical as CanonicalColumn, index] as const];
      });
      return [[name, { mapping: Object.fromEntries(placed) }] as const];
    });
    return files.length === 0 ? null : { files: Object.fromEntries(files) };
  }

  /** Forgets what was answered about a file's kind: the change that takes it back from the plan. */
  forget(name: string): PlanChange {
    const { [name]: forgotten, ...rest } = this.recalled;
    this.#answers?.forget(this.#kinds.get(name) ?? "");
    this.recalled = rest;
    const zone = forgotten?.timeZone !== undefined && this.#said.timeZone === undefined;
    return { undo: { files: [name], options: zone ? ["timeZone"] : [] } };
  }

  /** Keeps what was answered for the next files of these kinds. */
  learn({ plan, changes }: PlannedImport): void {
    for (const file of plan.files) {
      const kind = this.#kinds.get(file.name);
      if (kind === undefined) continue;
      const { timeZone } = this.recalled[file.name] ?? {};
      const said = { ...(timeZone === undefined ? {} : { timeZone }), ...this.#said };
      const answers = this.#fitting(file.name, answersIn(file, changes[file.name] ?? {}, said));
      if (isFilled(answers)) this.#answers?.learn(kind, answers);
    }
  }
}
