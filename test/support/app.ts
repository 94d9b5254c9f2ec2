/** The application in Node: the real engine, hand-written shops as files, everything else in memory. */
import { storeList } from "../../src/warehouse/lists.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { Regulars } from "../../src/app/regulars.svelte.ts";
import { planImport, replan } from "../../src/ingest/plan.ts";
import { previewReading } from "../../src/ingest/preview.ts";
import { refusedReport } from "../../src/ingest/refusal.ts";
import type { Environment, Reading, Warehouse } from "../../src/app/environment.ts";
import { chooseLocale } from "../../src/messages/choose-locale.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { OrderFacts } from "../../src/orders/facts.ts";
import { IngestError } from "../../src/orders/ingest-error.ts";
import type { ImportPlan } from "../../src/orders/plan.ts";
import type { FileReport } from "../../src/orders/receipt.ts";
import { tables } from "../../src/orders/schema.ts";
import { keptFilesIn } from "../../src/storage/kept-files.ts";
import { memoryLibrary } from "../../src/storage/memory.ts";
import { testAnalyses } from "./analyses.ts";
import { privateFiles } from "./private-files.ts";
import { shopSql, type ShopOrder } from "./shop.ts";

/** A file of orders as a shop would export it. */
export const shopFile = (name: string, orders: readonly ShopOrder[]): File => {
  const rows = orders.map(
    ({ customer, at, amount }, index) => `${name}-${index + 1},${customer},${at},${amount.toFixed(2)}`,
  );
  return new File([`order_id,customer_id,order_date,total\n${rows.join("\n")}\n`], name);
};

/** The orders of such a file. */
const ordersOf = (text: string): readonly ShopOrder[] =>
  text
    .trim()
    .split("\n")
    .slice(1)
    .map((row) => {
      const [id, customer, at, amount] = row.split(",");
      return { id: id!, customer: customer!, at: at!, amount: Number(amount) };
    });

/** Orders of one customer on the first days of 2025. */
export const shopOf = (...amounts: readonly number[]): readonly ShopOrder[] =>
  amounts.map((amount, index) => ({
    customer: "ann",
    at: `2025-01-${String(index + 1).padStart(2, "0")}`,
    amount,
  }));

/** A receipt of which these tests look at the name only. */
const reportOf = (name: string, records: number): FileReport => ({
  ...refusedReport(name, new IngestError("NO_ROWS", "", { hint: "", key: "" })),
  outcome: "load",
  records,
  rows_loaded: records,
});

/** Loads shop files. Its one rule is zero_value; what it staged is in memory. */
export class ShopWarehouse implements Warehouse {
  readonly attached = new Map<string, Blob>();
  staged: { readonly shop: readonly ShopOrder[]; readonly plan: ImportPlan } | null = null;
  /** Called in the middle of staging. */
  onStage: (() => Promise<void> | void) | null = null;
  #shop: readonly ShopOrder[] = [];
  #plan: ImportPlan | null = null;

  readonly stage: Warehouse["stage"] = async (_engine, plan, { signal }) => {
    const texts = await Promise.all(
      plan.files.map(({ attachedAs }) => this.attached.get(attachedAs)!.text()),
    );
    const shop = texts.flatMap(ordersOf);
    this.staged = { shop, plan };
    await this.onStage?.();
    signal.throwIfAborted();
    return readingOf(shop, plan);
  };

  readonly storeList = storeList;

  readonly putInPlace: Warehouse["putInPlace"] = async (engine) => {
    const { shop, plan } = this.staged!;
    this.staged = null;
    this.#shop = shop;
    this.#plan = plan;
    await this.#define(engine, kept(shop, plan.rules));
  };

  readonly discard: Warehouse["discard"] = () => {
    this.staged = null;
    return Promise.resolve();
  };

  readonly applyRules: Warehouse["applyRules"] = async (engine, rules) => {
    await this.#define(engine, kept(this.#shop, rules));
    return readingOf(this.#shop, { ...this.#plan!, rules });
  };

  readonly read: Warehouse["read"] = () => Promise.resolve(readingOf(this.#shop, this.#plan!));

  readonly hasOrders: Warehouse["hasOrders"] = () => Promise.resolve(this.#plan !== null);

  async #define(engine: Engine, shop: readonly ShopOrder[]): Promise<void> {
    const drops = Object.keys(tables).map((table) => `drop table if exists ${table};`);
    await engine.define(`${drops.join("\n")}\n${shopSql(shop)}`);
  }
}

const kept = (shop: readonly ShopOrder[], { zero_value }: ImportPlan["rules"]) =>
  shop.filter(({ amount }) => zero_value === "include" || amount !== 0);

function readingOf(shop: readonly ShopOrder[], plan: ImportPlan): Reading {
  const counted = kept(shop, plan.rules);
  const days = counted.map(({ at }) => at).sort();
  const last = days.at(-1) ?? null;
  const facts: OrderFacts = {
    orders: counted.length,
    customers: new Set(counted.map(({ customer }) => customer)).size,
    first_ordered_on: days[0] ?? null,
    last_ordered_on: last,
    observed_through: last,
    as_of: last,
    currency: "EUR",
    filled: ["order_id", "customer_id", "customer_key", "ordered_at", "net_amount"],
    has_customer_key: true,
  };
  const files = plan.files.map(({ name }) => reportOf(name, shop.length));
  return { report: { files, ledger: [], needs: [] }, facts };
}

/** An application over an engine, with what its environment holds. */
export function testApp(real: Engine, change: Partial<Environment> = {}, warehouse = new ShopWarehouse()) {
  const engine = new Proxy(real, {
    get(target, name) {
      if (!change.warehouse && name === "attachFile")
        return async (as: string, file: Blob) => void warehouse.attached.set(as, file);
      if (!change.warehouse && name === "detachFile")
        return async (as: string) => void warehouse.attached.delete(as);
      // The test file closes the engine that its tests share.
      if (name === "close") return () => Promise.resolve();
      const value = target[name as keyof Engine] as unknown;
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  const library = memoryLibrary();
  const kept = keptFilesIn(privateFiles());
  const settings = new Map<string, string>();
  let ids = 0;
  let now = Date.parse("2025-06-18T10:00:00Z");
  const environment: Environment = {
    openEngine: () =>
      Promise.resolve({ engine, memoryReason: engine.storage === "opfs" ? null : "unsupported" }),
    deleteDatabase: () => Promise.resolve(),
    openLibrary: () => Promise.resolve(library),
    openKeptFiles: () => Promise.resolve(kept),
    planner: { plan: planImport, replan, preview: previewReading },
    warehouse,
    analyses: testAnalyses,
    createMessages,
    chooseLocale,
    sampleShopFiles: null,
    settings: {
      getItem: (key) => settings.get(key) ?? null,
      setItem: (key, value) => void settings.set(key, value),
      removeItem: (key) => void settings.delete(key),
    },
    languages: ["en-GB"],
    root: { lang: "" },
    timeZone: "UTC",
    now: () => (now += 1000),
    newId: () => `id${++ids}`,
    ...change,
  };
  return { app: new Regulars(environment), environment, library, kept, settings, warehouse };
}
