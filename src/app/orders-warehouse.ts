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

/** The warehouse of an engine's tables. */
export const ordersWarehouse: Warehouse = {
  async stage(engine, plan, step) {
    const staged = await warehouse.stage(engine, plan, step);
    const reading = await read(staged, plan.importedOn, needsOf(staged));
    return { ...reading, questions: staged.files.map(({ questions }) => questions) };
  },
  figures: (engine, signal) => warehouse.readFigures({ engine, place: warehouse.stagedImport }, signal),
  effectOfRules: (engine, rules, signal) =>
    warehouse.effectOfRules({ engine, place: warehouse.stagedImport }, rules, signal),
  putInPlace: warehouse.putInPlace,
  discard: warehouse.discard,
  hasOrders: warehouse.hasOrders,
  read: (engine, importedOn) => read(engine, importedOn, []),
  async applyRules(engine, rules, importedOn) {
    await warehouse.applyRules(engine, rules);
    return read(engine, importedOn, []);
  },
};
