/** The scripting surface, `globalThis.regulars`: what a person does on the page, for consoles, embedding and tests. */
import { fitInWorker } from "../analyses/fit-client.ts";
import type { AnyAnalysis, Headline, Result } from "../analyses/analysis.ts";
import { RegularsError } from "../base/error.ts";
import { userStatementSeconds } from "../engine/engine.ts";
import { QueryError } from "../engine/query-error.ts";
import { plainRows } from "../engine/rows.ts";
import type { Notebook } from "../notebook/document.ts";
import { defaultReading } from "../notebook/new.ts";
import { parseNotebook } from "../notebook/parse.ts";
import type { ImportOptions } from "../orders/import-options.ts";
import { parseImportOptions } from "../orders/parse-import-options.ts";
import type { ImportReport } from "../orders/receipt.ts";
import { evaluate, plainReader } from "../runtime/evaluate.ts";
import { Fits } from "../runtime/fits.ts";
import { fitStatement, statementsOf } from "../runtime/statements.ts";
import type { Fault } from "../runtime/state.ts";
import type { ParamSpec, ParamSpecs } from "../sql/params.ts";
import { parseParams } from "../sql/parse-params.ts";
import { checkAnalysis } from "./check-analysis.ts";
import type { Regulars } from "./regulars.svelte.ts";

type Row = Readonly<Record<string, unknown>>;

/** The answer of an analysis. */
export interface ConsoleAnswer {
  /** The main statement, byte for byte as it ran. */
  readonly sql: string;
  readonly headline: string;
  /** All rows of the main query. */
  readonly rows: readonly Row[];
  /** All rows of each further query, where the analysis has any. */
  readonly parts?: Readonly<Record<string, readonly Row[]>>;
  /** The statements of these, by name. */
  readonly partSql?: Readonly<Record<string, string>>;
}

/** One cell as a script sees it. */
export interface ConsoleCell {
  readonly id: string;
  readonly kind: string;
  readonly name?: string;
  readonly status: string;
  readonly error?: string;
}

/** `globalThis.regulars`. */
export interface RegularsConsole {
  readonly version: string;
  /** Resolves when the engine is open. */
  readonly ready: Promise<void>;
  /**
   * Imports files as dropping them and using the orders would; options carry the decisions that the dialog asks for.
   * @throws IngestError of the first file, with `files`, when every file is refused.
   */
  import(files: readonly File[], options?: ImportOptions): Promise<ImportReport>;
  /** Runs one read-only SELECT through the gate. @throws QueryError */
  query(sql: string): Promise<readonly Row[]>;
  /** The analyses and what they can be asked. */
  analyses(): readonly { readonly id: string; readonly params: Readonly<Record<string, ParamSpec>> }[];
  /** Answers a question over the orders in place, as a cell would; `as_of` among the parameters overrides the notebook's. */
  analyse(id: string, params?: Record<string, unknown>): Promise<ConsoleAnswer>;
  /** The open notebook. @throws RegularsError where none is open. */
  notebook(): Notebook;
  /** Opens a notebook, validated as an untrusted file. @throws RegularsError with the place. */
  open(notebook: unknown): Promise<void>;
  /** The cells of the open notebook; none where none is open. */
  cells(): readonly ConsoleCell[];
  /** Forgets data and notebooks. */
  clear(): Promise<void>;
}

const asOfSpec: ParamSpecs = { as_of: { kind: "date", nullable: true, default: null } };

/** The analysis without its limit of rows. */
const unlimited = ({ rowLimit: _limit, ...analysis }: AnyAnalysis): AnyAnalysis => analysis;

async function importFiles(app: Regulars, files: readonly File[], options: unknown): Promise<ImportReport> {
  const given = Array.from(files);
  if (given.length === 0 || !given.every((file) => file instanceof File))
    throw new RegularsError("missing files: import takes a list of File objects");
  if (app.engine.elsewhere !== null)
    throw new RegularsError("unsupported here: an import", {
      hint: "Another tab holds the orders. Import there, or close that tab.",
    });
  const flow = app.beginImport(given, { options: parseImportOptions(options) });
  await flow.settled;
  if (flow.status === "review") await flow.confirm();
  if (flow.error) throw flow.error;
  if (!flow.report) throw new RegularsError("missing import: it was cancelled");
  return flow.report;
}

async function analyse(app: Regulars, id: string, given: unknown): Promise<ConsoleAnswer> {
  const analysis = app.analyses.find((each) => each.id === id);
  if (!analysis)
    throw new RegularsError(`unknown analysis: ${id}`, {
      hint: `The analyses are ${app.analyses.map((each) => each.id).join(", ")}.`,
    });
  const { as_of: asOf, ...params } = (given ?? {}) as Record<string, unknown>;
  const override = parseParams(asOfSpec, asOf === undefined ? {} : { as_of: asOf })["as_of"] as string | null;
  const engine = await app.engine.ready;
  await app.started;
  const { facts, rules } = app.orders;
  const reading = app.notebook?.document.reading ?? { ...defaultReading, rules };
  const question = {
    analysis: unlimited(analysis),
    params,
    reading: { ...reading, asOf: override ?? reading.asOf },
    messages: app.messages,
  };
  const ended = await evaluate(
    question,
    facts,
    (checked, context) => plainReader(engine, () => statementsOf(analysis, checked, context)),
    (checked, context) =>
      new Fits(engine, fitInWorker).fitted({
        analysis,
        params: checked,
        context,
        sql: fitStatement(analysis, checked, context)!,
      }),
  );
  if ("why" in ended) throw new RegularsError(`unsupported question: ${id}`, { hint: ended.why.reason });
  const { result, sql, partSql, params: checked, context } = ended.result;
  const telling = { messages: app.messages, context, facts };
  const { sentence } = analysis.headline(result as Result, checked, telling) as Headline;
  const hasParts = Object.keys(result.parts).length > 0;
  return { sql, headline: sentence, rows: result.rows, ...(hasParts && { parts: result.parts, partSql }) };
}

/** An error with its place, as `Binder Error: … (2:8)`. */
const errorText = (error: Error): string =>
  error instanceof QueryError && error.line !== null
    ? `${error.message} (${error.line}:${error.column ?? 1})`
    : error.message;

/** Why a cell cannot run as the notebook stands. */
function faultText(fault: Fault): string {
  switch (fault.kind) {
    case "cycle":
      return `invalid reference: ${[...fault.path, fault.path[0]].join(" → ")}`;
    case "missing":
      return `unknown name: ${fault.names.map(({ name }) => name).join(", ")}`;
    case "upstream":
      return `missing result: ${fault.name || fault.cell} has none`;
  }
}

function cellsOf(app: Regulars): readonly ConsoleCell[] {
  const { notebook } = app;
  if (!notebook) return [];
  return notebook.document.cells.map(({ id, kind, name }) => {
    const state = notebook.state(id);
    return {
      id,
      kind,
      ...(name !== undefined && { name }),
      status: state.status,
      ...(state.status === "failed" && { error: errorText(state.error) }),
      ...(state.status === "unanswerable" && { error: state.why.reason }),
      ...(state.status === "broken" && { error: faultText(state.fault) }),
    };
  });
}

/** Returns the scripting surface of an application. */
export function createConsole(app: Regulars, version: string): RegularsConsole {
  const ready = app.engine.ready.then(() => app.started);
  // Whoever awaits it hears of the failure; the page itself shows it.
  ready.catch(() => undefined);
  return Object.freeze<RegularsConsole>({
    version,
    ready,
    import: (files, options) => importFiles(app, files, options),
    query: async (sql) =>
      plainRows(await (await app.engine.ready).query(sql, { maxSeconds: userStatementSeconds })),
    analyses: () => app.analyses.map(({ id, params }) => ({ id, params: params as ParamSpecs })),
    analyse: (id, params) => analyse(app, id, params),
    notebook: () => {
      if (!app.notebook) throw new RegularsError("missing notebook: none is open");
      return structuredClone(app.notebook.document);
    },
    open: async (notebook) => app.openDocument(parseNotebook(notebook, checkAnalysis(app.analyses))),
    cells: () => cellsOf(app),
    clear: () => app.deleteEverything(),
  });
}
