/** What is counted of orders while a person looks at them: what columns hold, what to look at, who may be one, what other rules would do. */
import type { Engine } from "../engine/engine.ts";
import type { FileFigures, RuleEffect } from "../orders/figures.ts";
import type { IdentityBench } from "../orders/identity.ts";
import type { ImportPlan } from "../orders/plan.ts";
import type { Finding, ImportReport } from "../orders/receipt.ts";
import type { CountingRules } from "../orders/rules.ts";
import type { OrdersDesk, Warehouse } from "./environment.ts";
import { otherRules, ruleChanges, ruleKey, type RuleChange } from "./rule-effects.ts";

/** Counts in the background, one statement after the other, until it is stopped. */
export class ImportInsight {
  figures = $state.raw<readonly FileFigures[] | null>(null);
  /** By {@link ruleKey}; `now` is what counts under the rules as they stand. */
  effects = $state.raw<Readonly<Record<string, RuleEffect>>>({});
  /** Customers that may be one, under the identity rule as it stands; null until they are found. */
  bench = $state.raw<IdentityBench | null>(null);
  /** What to look at, under the rules as they stand; null until it is counted. */
  findings = $state.raw<readonly Finding[] | null>(null);
  /** True while there is more to come. */
  isCounting = $state.raw(false);
  readonly #desk: OrdersDesk | undefined;
  readonly #figures: Warehouse["figures"];
  readonly #onTrouble: (error: Error) => void;
  #controller = new AbortController();
  #work: Promise<void> = Promise.resolve();
  #files = "";
  #known: Readonly<Record<string, RuleEffect>> = {};
  #benchRules = "";

  /** Over the orders that stand where `where` says. */
  constructor(warehouse: Warehouse, where: "in_place" | "staged", onTrouble: (error: Error) => void) {
    this.#desk = warehouse.desk?.(where);
    this.#figures = where === "staged" ? warehouse.figures : undefined;
    this.#onTrouble = onTrouble;
  }

  /** Begins to count the orders of a plan. What was counted of the same files under any rules is not counted again. */
  start(engine: Engine, plan: ImportPlan, report: ImportReport): void {
    const { signal } = (this.#controller = new AbortController());
    const files = JSON.stringify(plan.files);
    if (files !== this.#files) {
      this.#known = {};
      this.figures = null;
    }
    const { merges: _merges, ...unmerged } = plan.rules;
    const benchRules = JSON.stringify([files, unmerged]);
    // What is proposed does not depend on what was accepted: the list stays while merges come and go.
    if (benchRules !== this.#benchRules) this.bench = null;
    this.#benchRules = benchRules;
    this.#files = files;
    this.effects = {};
    this.findings = null;
    this.isCounting = true;
    this.#work = this.#count(engine, plan.rules, ruleChanges(plan, report), signal).catch(
      (error: unknown) => {
        this.isCounting = false;
        if (!signal.aborted) this.#onTrouble(error as Error);
      },
    );
  }

  /** Stops, and resolves when nothing of it runs any more. */
  stop(): Promise<void> {
    this.#controller.abort(new DOMException("superseded", "AbortError"));
    return this.#work;
  }

  async #count(
    engine: Engine,
    rules: CountingRules,
    changes: readonly RuleChange[],
    signal: AbortSignal,
  ): Promise<void> {
    const desk = this.#desk;
    if (desk) {
      this.findings = await desk.findings(engine, signal);
      signal.throwIfAborted();
      if (this.bench === null) this.bench = await desk.identity(engine, rules, signal);
      signal.throwIfAborted();
    }
    if (this.#figures && this.figures === null) this.figures = await this.#figures(engine, signal);
    if (desk) {
      const measure = async (name: string, tried: CountingRules) => {
        signal.throwIfAborted();
        const key = JSON.stringify(tried);
        const effect = this.#known[key] ?? (await desk.effectOfRules(engine, tried, signal));
        this.#known = { ...this.#known, [key]: effect };
        signal.throwIfAborted();
        this.effects = { ...this.effects, [name]: effect };
      };
      await measure("now", rules);
      for (const change of changes) await measure(ruleKey(change), otherRules(rules, change));
    }
    this.isCounting = false;
  }
}
