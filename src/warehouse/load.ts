/** From an import plan to tables: staged beside those in place, then put in place in one transaction, or discarded. */
import { RegularsError, throwIfAborted } from "../base/error.ts";
import type { Engine } from "../engine/engine.ts";
import type { FilePlan, ImportPlan } from "../orders/plan.ts";
import { createTable, type TableName } from "../orders/schema.ts";
import type { CountingRules } from "../orders/rules.ts";
import { literal } from "../sql/literal.ts";
import { buildTables, dropWorking } from "./build.ts";
import { checkBalance, checkCount } from "./checks.ts";
import type { SourceFile } from "./group.ts";
import {
  inPlace,
  linesTable,
  stagedImport,
  stagedRules,
  table,
  tableNames,
  trialRules,
  type Place,
} from "./names.ts";
import { orderWarnings } from "./order-warnings.ts";
import { readStatement } from "./read.ts";
import { roleOf } from "./roles.ts";
import { readTexts } from "./rows.ts";
import { sourceStatements, storedFiles } from "./sources.ts";
import { statusQuestions } from "./status-questions.ts";
import { loadWarnings } from "./warnings.ts";

/** How far a load is. */
export interface LoadProgress {
  /** `loading` reads the files, `tables` builds orders from them, `storing` puts them in place. */
  readonly phase: "loading" | "tables" | "storing";
  /** The file that is read, null while tables are built. */
  readonly file: string | null;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Records read so far. */
  readonly records: number;
}

/** Options of a load. */
export interface LoadOptions {
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /** Aborting it stops within a moment; what was staged stays until it is discarded. */
  readonly signal?: AbortSignal | undefined;
}

/** An import that stands beside the tables in place. */
export interface Staged {
  readonly engine: Engine;
  readonly place: Place;
  readonly files: readonly FilePlan[];
}

const options = (signal: AbortSignal | undefined) => (signal ? { signal } : {});

/** An order id that stands on an order's first record only is carried to the records that follow it. */
async function carryOrderIds(engine: Engine, { sourceId, file }: SourceFile, place: Place): Promise<void> {
  if (file.structure.orderFields !== "first_record" || file.mapping.order_id === undefined) return;
  const lines = linesTable(place, sourceId);
  await engine.define(`update ${lines} as lines
set order_id = carried.order_id
from (
    select
        source_row,
        last_value(order_id ignore nulls) over (order by source_row) as order_id
    from ${lines}
) as carried
where lines.order_id is null and carried.order_id is not null and carried.source_row = lines.source_row;`);
}

/**
 * Reads the files of a plan (attached under their `attachedAs`) and builds every table beside those in place, which do
 * not change. What an earlier, unfinished import left is dropped first.
 * @throws RegularsError where the engine counts other records than the scanner did, saying where; QueryError
 */
export async function stage(engine: Engine, plan: ImportPlan, load: LoadOptions = {}): Promise<Staged> {
  const { onProgress, signal } = load;
  await discard(engine);
  const bytesTotal = plan.files.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytesDone = 0;
  let records = 0;
  const report = (phase: LoadProgress["phase"], file: string | null) =>
    onProgress?.({ phase, file, bytesDone, bytesTotal, records });
  const files: SourceFile[] = [];
  for (const [index, planned] of plan.files.entries()) {
    throwIfAborted(signal);
    report("loading", planned.name);
    const source = { sourceId: index + 1, file: planned };
    const lines = linesTable(stagedImport, source.sourceId);
    await engine.define(readStatement(planned, lines), options(signal));
    records += await checkCount(engine, planned, lines);
    await carryOrderIds(engine, source, stagedImport);
    const warnings = await loadWarnings(engine, source, lines);
    const asked =
      roleOf(planned) === "orders" ? await statusQuestions(engine, source, lines, plan.rules) : [];
    files.push({
      ...source,
      file: {
        ...planned,
        questions: [...planned.questions, ...asked],
        warnings: [...planned.warnings, ...warnings],
      },
    });
    bytesDone += planned.bytes;
  }
  report("tables", null);
  await buildTables(engine, files, stagedImport, plan.rules, {
    signal,
    onStep: () => report("tables", null),
  });
  const warned: SourceFile[] = [];
  for (const source of files) {
    const warnings = await orderWarnings(engine, source, stagedImport, plan.importedOn);
    warned.push({ ...source, file: { ...source.file, warnings: [...source.file.warnings, ...warnings] } });
  }
  await engine.define(
    [...sourceStatements(warned, stagedImport, plan.importedOn), dropWorking(stagedImport)].join("\n"),
    options(signal),
  );
  await checkBalance(engine, stagedImport);
  return { engine, place: stagedImport, files: warned.map(({ file }) => file) };
}

/**
 * Builds what is staged again under other rules, from its typed lines and without the files. The list of its files stays
 * to the last, so that a build that was stopped can be begun again.
 */
export async function restage(engine: Engine, rules: CountingRules, load: LoadOptions = {}): Promise<Staged> {
  const { files, importedOn } = await storedFiles(engine, stagedImport);
  const built = tableNames.filter((name) => name !== "sources" && name !== "rejections");
  const drop = (names: readonly TableName[]) =>
    names.map((name) => `drop table if exists ${table(stagedImport, name)};`).join("\n");
  await engine.define(`${drop(built)}\n${dropWorking(stagedImport)}`, options(load.signal));
  await buildTables(engine, files, stagedImport, rules, { signal: load.signal });
  await engine.define(
    [
      drop(["sources", "rejections"]),
      ...sourceStatements(files, stagedImport, importedOn),
      dropWorking(stagedImport),
    ].join("\n"),
    options(load.signal),
  );
  await checkBalance(engine, stagedImport);
  return { engine, place: stagedImport, files: files.map(({ file }) => file) };
}

/** Names of the engine's tables that begin with a prefix. */
function tablesLike(engine: Engine, prefix: string): Promise<readonly string[]> {
  return readTexts(
    engine,
    `select table_name from duckdb_tables() where not internal and starts_with(table_name, ${literal(prefix)}) order by table_name`,
  );
}

/**
 * Makes the staged tables the tables, in one transaction: when it resolves they are, when it rejects nothing has changed.
 * A checkpoint is the caller's. After rules were applied the typed lines stay; after an import they are replaced.
 */
export async function putInPlace(engine: Engine): Promise<void> {
  const staged = await tablesLike(engine, "staged_");
  if (!staged.includes(table(stagedImport, "orders")))
    throw new RegularsError("missing staged tables", { hint: "Import the files again." });
  const names = staged.map((name) => name.slice("staged_".length));
  const lines = names.some((name) => name.startsWith("typed_lines_"));
  const old = lines ? await tablesLike(engine, linesTable(inPlace, 0).slice(0, -1)) : [];
  const dropped = new Set([...tableNames, ...old, ...names]);
  await engine.define(
    [
      ...[...dropped].map((name) => `drop table if exists ${name};`),
      ...names.map((name) => `alter table staged_${name} rename to ${name};`),
    ].join("\n"),
  );
}

/** Drops what is staged; nothing where nothing is. */
export async function discard(engine: Engine): Promise<void> {
  const names = [
    ...(await tablesLike(engine, stagedImport.prefix)),
    ...(await tablesLike(engine, trialRules.prefix)),
  ];
  if (names.length > 0) await engine.define(names.map((name) => `drop table if exists ${name};`).join("\n"));
}

/** Makes the tables of the data model that a database of an earlier version lacks, without a row; the others stay. */
export async function completeTables(engine: Engine): Promise<void> {
  const names = new Set(await tablesLike(engine, ""));
  const missing = tableNames.filter((name) => !names.has(name));
  if (missing.length > 0) await engine.define(missing.map((name) => createTable(name)).join("\n"));
}

/** True when there are tables in place. */
export async function hasOrders(engine: Engine): Promise<boolean> {
  return (await tablesLike(engine, "orders")).includes("orders");
}

/**
 * Rebuilds every table from the typed lines under other rules, without the files, and puts them in place in one
 * transaction. Nothing changes where it fails.
 */
export async function applyRules(
  engine: Engine,
  rules: CountingRules,
  load: LoadOptions = {},
): Promise<void> {
  await discard(engine);
  const { files, importedOn } = await storedFiles(engine, inPlace);
  await buildTables(engine, files, stagedRules, rules, { signal: load.signal });
  await engine.define(
    [...sourceStatements(files, stagedRules, importedOn), dropWorking(stagedRules)].join("\n"),
    options(load.signal),
  );
  await checkBalance(engine, stagedRules);
  await putInPlace(engine);
}
