/** The data set that the engine's tables hold, and what is stored about it. */
import type { Engine } from "../engine/engine.ts";
import type { Messages } from "../messages/messages.ts";
import type { ImportDecisions } from "../orders/import-options.ts";
import type { OrderFacts } from "../orders/facts.ts";
import type { ImportPlan } from "../orders/plan.ts";
import type { ImportReport } from "../orders/receipt.ts";
import { defaultRules, type CountingRules } from "../orders/rules.ts";
import type { StoredData } from "../storage/library.ts";
import { labelOf } from "./beginning.ts";
import { dayIn, type Environment } from "./environment.ts";
import type { EngineState } from "./engine-state.svelte.ts";
import type { OrdersInPlace } from "./open-notebook.svelte.ts";
import type { Shelf } from "./shelf.ts";

/** An import whose tables were just put in place. */
export interface Imported {
  readonly plan: ImportPlan;
  readonly facts: OrderFacts;
  readonly report: ImportReport;
  readonly files: readonly File[];
  readonly decisions: ImportDecisions;
  /** True where some of the files are the kept ones of the data in place. */
  readonly usesKept: boolean;
  /** False where the database could not be written to its end: the next visit finds the orders before. */
  readonly isStored: boolean;
  readonly messages: Messages;
}

/** A notebook's orders where there are none. */
const noOrders: OrdersInPlace = {
  facts: {
    orders: 0,
    customers: 0,
    first_ordered_on: null,
    last_ordered_on: null,
    observed_through: null,
    as_of: null,
    currency: null,
    filled: [],
    has_customer_key: true,
  },
  report: null,
  rules: defaultRules,
};

const sameFacts = (a: OrderFacts, b: OrderFacts): boolean => {
  const text = (facts: OrderFacts) => JSON.stringify(Object.entries(facts).sort());
  return text(a) === text(b);
};

/** The facts of orders that stand under these rules. */
const under = (facts: OrderFacts, rules: CountingRules): OrderFacts => ({
  ...facts,
  refund_policy: rules.refunds,
  amount_rule: rules.amount,
});

/** What was decided about the files of stored data, under the rules as they stand. */
function decisionsOf({ decisions, timeZone, rules }: StoredData): ImportDecisions {
  const { options, changes } = decisions ?? { options: {}, changes: {} };
  return { options: { ...options, ...(timeZone === null ? {} : { timeZone }), rules }, changes };
}

/** Knows which data set is in place. */
export class DataInPlace {
  readonly #environment: Environment;
  readonly #shelf: Shelf;
  /** What is known of the data in place; in memory it is not stored. */
  stored: StoredData | null = null;
  readonly #onTrouble: (error: Error) => void;
  #isLasting = false;
  /** The source files as they were given to this page, for as long as it is open. */
  #given: readonly File[] = [];

  /** `onTrouble` hears what went wrong after the tables were replaced: they stand all the same. */
  constructor(environment: Environment, shelf: Shelf, onTrouble: (error: Error) => void) {
    this.#environment = environment;
    this.#shelf = shelf;
    this.#onTrouble = onTrouble;
  }

  /** The data set's id, null where there is none or it does not outlive the page. */
  get id(): string | null {
    return this.#isLasting ? (this.stored?.id ?? null) : null;
  }

  /** The names of its files. */
  get label(): string {
    return this.stored?.label ?? "";
  }

  /** What a notebook reads. */
  get orders(): OrdersInPlace {
    return this.stored ?? noOrders;
  }

  /** Takes what is stored about the data for what is in place until the engine shows whether it is. */
  assume(stored: StoredData): void {
    this.stored = stored;
    this.#isLasting = true;
  }

  /**
   * Looks what the engine holds of an earlier visit: null where that is nothing. Tables that do not hold what is stored
   * about them (the page was closed between the two) are built again under the rules that are stored, so that receipt,
   * rules and orders agree. What an import that was killed left beside them is dropped.
   */
  async find(engine: Engine, messages: Messages): Promise<OrdersInPlace | null> {
    const { warehouse, timeZone, now, newId } = this.#environment;
    if (engine.storage === "opfs") await warehouse.discard(engine);
    if (engine.storage !== "opfs" || !(await warehouse.hasOrders(engine))) {
      this.forget();
      return null;
    }
    const importedOn = this.stored?.importedOn ?? dayIn(timeZone, now());
    const found = await warehouse.read(engine, importedOn);
    if (this.stored && sameFacts(under(found.facts, this.stored.rules), this.stored.facts))
      return this.stored;
    const names = found.report.files.map(({ name }) => name);
    this.#isLasting = true;
    this.stored = {
      id: newId(),
      label: labelOf(names, messages),
      files: found.report.files.map(({ name }) => ({ name, bytes: 0 })),
      filesKept: false,
      timeZone: null,
      importedOn,
      rules: this.stored?.rules ?? defaultRules,
      ...found,
    };
    return this.applyRules(engine, this.stored.rules);
  }

  /** Takes an import for the data in place and stores what is known of it. False where its files could not be kept. */
  async replace(engine: Engine, imported: Imported): Promise<boolean> {
    const { plan, facts, report, files, decisions, usesKept, isStored, messages } = imported;
    const id = this.#environment.newId();
    this.#isLasting = engine.storage === "opfs" && isStored;
    const stored: StoredData = {
      id,
      label: labelOf(
        plan.files.map(({ name }) => name),
        messages,
      ),
      files: files.map(({ name, size }) => ({ name, bytes: size })),
      filesKept: false,
      decisions,
      report,
      facts: under(facts, plan.rules),
      rules: plan.rules,
      timeZone: plan.timeZone,
      importedOn: plan.importedOn,
    };
    this.stored = stored;
    this.#given = files;
    if (!this.#isLasting) return true;
    await this.#shelf.saveData(stored);
    const filesKept = await this.#shelf.keepFiles(id, files, usesKept);
    this.stored = { ...stored, filesKept };
    await this.#shelf.saveData(this.stored);
    return filesKept;
  }

  /** Rebuilds the tables under other rules. */
  async applyRules(engine: Engine, rules: CountingRules): Promise<OrdersInPlace> {
    const stored = this.stored;
    if (!stored) return noOrders;
    const { report, facts } = await this.#environment.warehouse.applyRules(engine, rules, stored.importedOn);
    // Refused files are no tables: only the import itself knew them, and which questions it left open.
    const refused = stored.report.files.filter(({ outcome }) => outcome === "refuse");
    const whole = { ...report, needs: stored.report.needs, files: [...report.files, ...refused] };
    this.stored = { ...stored, rules, report: whole, facts: under(facts, rules) };
    try {
      await engine.checkpoint();
      // Everything is in the file now, also what an earlier checkpoint had no room for.
      this.#isLasting = engine.storage === "opfs";
      if (this.#isLasting) await this.#shelf.saveData(this.stored);
    } catch (error) {
      this.#onTrouble(error as Error);
    }
    return this.stored;
  }

  /** The kept source files in their order, with what was decided about them under the present rules; null where none are kept. */
  async files(): Promise<{ readonly files: readonly File[]; readonly decisions: ImportDecisions } | null> {
    const { stored } = this;
    if (!stored?.filesKept) return null;
    const names = stored.files.map(({ name }) => name);
    const files = await this.#shelf.readFiles(stored.id, names);
    return files.length === 0 ? null : { files, decisions: decisionsOf(stored) };
  }

  /** As {@link files}; where none are kept, those that this page was given for the orders in place. */
  async filesAtHand(): ReturnType<DataInPlace["files"]> {
    const kept = await this.files();
    if (kept || !this.stored || this.#given.length === 0) return kept;
    return { files: this.#given, decisions: decisionsOf(this.stored) };
  }

  /** Deletes the orders, what is stored about them, and the source files, for good. */
  async erase(state: EngineState): Promise<void> {
    const engine = await state.ready.catch(() => null);
    if (engine?.erase) await engine.erase();
    else {
      await engine?.close();
      await this.#environment.deleteDatabase();
      await state.reopen();
    }
    await this.#shelf.removeFiles();
    await this.#shelf.saveData(null);
    this.forget();
  }

  /** Deletes the source files; the orders stay. */
  async removeFiles(): Promise<void> {
    this.#given = [];
    await this.#shelf.removeFiles();
    if (!this.stored) return;
    this.stored = { ...this.stored, filesKept: false };
    await this.#shelf.saveData(this.stored);
  }

  /** There are no orders any more. */
  forget(): void {
    this.stored = null;
    this.#given = [];
    this.#isLasting = false;
  }
}
