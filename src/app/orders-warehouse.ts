/** The warehouse as the application uses it: a plan's tables with their receipt and facts in one step. */
import type { Engine } from "../engine/engine.ts";
import type { ImportPlan } from "../orders/plan.ts";
import type { ImportReport } from "../orders/receipt.ts";
import * as warehouse from "../warehouse/index.ts";
import type { Reading, Warehouse } from "./environment.ts";

/** What was decided by default and can be flipped, each question once. */
function needsOf({ files }: Pick<ImportPlan, "files">): ImportReport["needs"] {
  const asked = files.flatMap(({ questions }) =>
    questions.map(({ question, option, choices }) => ({ question, option, choices })),
  );
  return [...new Map(asked.map((need) => [JSON.stringify(need), need])).values()];
}

async function read(
  from: Engine | warehouse.Staged,
  importedOn: string,
  needs: ImportReport["needs"],
): Promise<Reading> {
  const report = { ...(await warehouse.readReports(from)), needs };
  return { report, facts: await warehouse.readFacts(from, importedOn) };
}

/** As {@link read}, of what is staged, with what its files ask. */
async function readAsked(staged: warehouse.Staged, importedOn: string): Promise<Reading> {
  const reading = await read(staged, importedOn, needsOf(staged));
  return { ...reading, questions: staged.files.map(({ questions }) => questions) };
}

/** The warehouse of an engine's tables. */
export const ordersWarehouse: Warehouse = {
  async stage(engine, plan, step) {
    const staged = await warehouse.stage(engine, plan, step);
    return readAsked(staged, plan.importedOn);
  },
  async restage(engine, plan, step) {
    const staged = await warehouse.restage(engine, plan.rules, step);
    return readAsked(staged, plan.importedOn);
  },
  desk(where) {
    const from = (engine: Engine) =>
      where === "staged" ? { engine, place: warehouse.stagedImport } : engine;
    return {
      rejected: (engine, file) => warehouse.rejectedOf(from(engine), file),
      plan: (engine, rules) => warehouse.readPlan(from(engine), rules),
      effectOfRules: (engine, rules, signal) => warehouse.effectOfRules(from(engine), rules, signal),
      identity: (engine, rules, signal) => warehouse.readIdentity(from(engine), rules, signal),
      findings: (engine, signal) => warehouse.readFindings(from(engine), signal),
    };
  },
  figures: (engine, signal) => warehouse.readFigures({ engine, place: warehouse.stagedImport }, signal),
  putInPlace: warehouse.putInPlace,
  storeList: warehouse.storeList,
  discard: warehouse.discard,
  hasOrders: warehouse.hasOrders,
  async read(engine, importedOn) {
    await warehouse.completeTables(engine);
    return read(engine, importedOn, []);
  },
  async applyRules(engine, rules, importedOn) {
    await warehouse.applyRules(engine, rules);
    return read(engine, importedOn, []);
  },
};
