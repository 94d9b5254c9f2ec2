/** The desk of an open notebook: its data looked at in the background, as on the review of an import. */
import type { Engine } from "../engine/engine.ts";
import type { ImportPlan } from "../orders/plan.ts";
import type { ImportReport } from "../orders/receipt.ts";
import type { CountingRules } from "../orders/rules.ts";
import type { DeskView } from "./app.ts";
import type { Warehouse } from "./environment.ts";
import { ImportInsight } from "./import-insight.svelte.ts";

/** Counts the orders in place while someone looks at them. */
export class DataDesk implements DeskView {
  plan = $state.raw<ImportPlan | null>(null);
  isApplying = $state.raw(false);
  readonly #warehouse: Warehouse;
  readonly #insight: ImportInsight;
  readonly #onTrouble: (error: Error) => void;
  #isLooking = false;

  constructor(warehouse: Warehouse, onTrouble: (error: Error) => void) {
    this.#warehouse = warehouse;
    this.#onTrouble = onTrouble;
    this.#insight = new ImportInsight(warehouse, "in_place", onTrouble);
  }

  get bench() {
    return this.#insight.bench;
  }

  get findings() {
    return this.#insight.findings;
  }

  get effects() {
    return this.#insight.effects;
  }

  get isCounting() {
    return this.#insight.isCounting;
  }

  /** Counts the orders as they stand under these rules, until {@link stop}. */
  async look(engine: Engine, rules: CountingRules, report: ImportReport): Promise<void> {
    this.#isLooking = true;
    await this.#insight.stop();
    const desk = this.#warehouse.desk?.("in_place");
    if (!desk) return;
    try {
      const plan = await desk.plan(engine, rules);
      if (!this.#isLooking) return;
      this.plan = plan;
      this.#insight.start(engine, plan, report);
    } catch (error) {
      this.#onTrouble(error as Error);
    }
  }

  /** True from {@link look} to {@link stop}. */
  get isLooking(): boolean {
    return this.#isLooking;
  }

  /** The orders are being built anew: nothing may be asked of them until the promise that it returns resolves. */
  pause(): Promise<void> {
    return this.#insight.stop();
  }

  /** Stops; what was counted stays. */
  stop(): void {
    this.#isLooking = false;
    void this.#insight.stop();
  }
}
