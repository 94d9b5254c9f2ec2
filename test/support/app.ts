/** The application in Node: the real engine, hand-written shops as files, everything else in memory. */
import type { Engine } from "../../src/engine/engine.ts";
import { Regulars } from "../../src/app/regulars.svelte.ts";
import type { Environment, Planner, Reading, Warehouse } from "../../src/app/environment.ts";
import { chooseLocale } from "../../src/messages/choose-locale.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { OrderFacts } from "../../src/orders/facts.ts";
import { IngestError } from "../../src/orders/ingest-error.ts";
import type { FilePlan, ImportPlan } from "../../src/orders/plan.ts";
import type { FileReport } from "../../src/orders/receipt.ts";
import { parseRules } from "../../src/orders/parse-rules.ts";
import { tables } from "../../src/orders/schema.ts";
import { keptFilesIn } from "../../src/storage/kept-files.ts";
import { memoryLibrary } from "../../src/storage/memory.ts";
import { testAnalyses } from "./analyses.ts";
import { privateFiles } from "./private-files.ts";
import { shopSql, type ShopOrder } from "./shop.ts";

/** A file of orders as JSON, which the planner of these tests reads. */
export const shopFile = (name: string, orders: readonly ShopOrder[]): File =>
  new File([JSON.stringify(orders)], name);

/** Orders of one customer on the first days of 2025. */
export const shopOf = (...amounts: readonly number[]): readonly ShopOrder[] =>
  amounts.map((amount, index) => ({
    customer: "ann",
    at: `2025-01-${String(index + 1).padStart(2, "0")}`,
    amount,
  }));

const reportOf = (name: string, change: Partial<FileReport>): FileReport => ({
  name,
  outcome: "load",
  source: "generic",
  encoding: "utf-8",
  columns: [],
  mapping: {},
  records: 0,
  rejected_count: 0,
  skipped_count: 0,
  rows_loaded: 0,
  rejected: [],
  skipped: [],
  excluded: {},
  amount_total: null,
  customers: null,
  orders: null,
  guests: 0,
  warnings: [],
  ...change,
});

const refusedReport = (name: string) =>
  reportOf(name, {
    outcome: "refuse",
    error_class: "NOT_TABULAR",
    message: "unsupported file: no table",
    hint: "Export as CSV.",
  });

const filePlan = (name: string, index: number, mapping: FilePlan["mapping"]) =>
  ({ name, attachedAs: `f${index}.json`, mapping, questions: [] }) as unknown as FilePlan;

/** Reads files of JSON; every other is refused. A mapping of `order_id` to column 9 is refused too. */
const planner: Planner = {
  async plan(files, options, { signal, onProgress }) {
    const bytes = new Map<string, Blob>();
    const plans: FilePlan[] = [];
    const refused: FileReport[] = [];
    for (const [index, file] of files.entries()) {
      onProgress({ phase: "looking", file: file.name, bytesDone: 0, bytesTotal: file.size });
      const text = await file.text();
      signal.throwIfAborted();
      if (text.startsWith("[")) {
        plans.push(filePlan(file.name, index, {}));
        bytes.set(`f${index}.json`, file);
      } else refused.push(refusedReport(file.name));
    }
    if (plans.length === 0)
      throw new IngestError("NOT_TABULAR", "unsupported file: no table", {
        hint: "Export as CSV.",
        key: "refusal",
        files: refused,
      });
    const plan: ImportPlan = {
      files: plans,
      rules: parseRules(options.rules ?? {}),
      timeZone: null,
      importedOn: "2025-06-18",
    };
    return { plan, refused, bytes };
  },
  async replan(planned, change, { signal }) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    signal.throwIfAborted();
    if (change.mapping?.order_id === 9)
      throw new IngestError("NOT_TABULAR", "unknown column: 9", { hint: "Choose another.", key: "refusal" });
    const files = planned.plan.files.map((file) =>
      file.name === change.file
        ? { ...file, mapping: { ...file.mapping, ...change.mapping } as FilePlan["mapping"] }
        : file,
    );
    return {
      ...planned,
      plan: { ...planned.plan, files, rules: { ...planned.plan.rules, ...change.rules } },
    };
  },
};

/** Loads the planner's files. Its one rule is zero_value; what it staged is in memory. */
export class ShopWarehouse implements Warehouse {
  readonly attached = new Map<string, Blob>();
  staged: { readonly shop: readonly ShopOrder[]; readonly plan: ImportPlan } | null = null;
  /** Called in the middle of staging. */
  onStage: (() => Promise<void> | void) | null = null;
  #shop: readonly ShopOrder[] = [];
  #files: readonly string[] = [];

  readonly stage: Warehouse["stage"] = async (_engine, plan, { signal }) => {
    const texts = await Promise.all(
      plan.files.map(({ attachedAs }) => this.attached.get(attachedAs)!.text()),
    );
    const shop = texts.flatMap((text, file) =>
      (JSON.parse(text) as ShopOrder[]).map((order, row) => ({ ...order, id: `${file}-${row}` })),
    );
    this.staged = { shop, plan };
    await this.onStage?.();
    signal.throwIfAborted();
    return readingOf(shop, plan);
  };

  readonly putInPlace: Warehouse["putInPlace"] = async (engine) => {
    const { shop, plan } = this.staged!;
    this.staged = null;
    this.#shop = shop;
    this.#files = plan.files.map(({ name }) => name);
    await this.#define(engine, kept(shop, plan.rules));
  };

  readonly discard: Warehouse["discard"] = () => {
    this.staged = null;
    return Promise.resolve();
  };

  readonly applyRules: Warehouse["applyRules"] = async (engine, rules, importedOn) => {
    await this.#define(engine, kept(this.#shop, rules));
    const files = this.#files.map((name, index) => filePlan(name, index, {}));
    return readingOf(this.#shop, { files, rules, timeZone: null, importedOn });
  };

  readonly hasOrders: Warehouse["hasOrders"] = async (engine) => {
    const found = await engine.query("select 1 from duckdb_tables() where table_name = 'orders'");
    return found.numRows > 0;
  };

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
  const files = plan.files.map(({ name }) =>
    reportOf(name, { records: shop.length, rows_loaded: shop.length }),
  );
  return { report: { files, ledger: [], needs: [] }, facts };
}

/** An application over an engine, with what its environment holds. */
export function testApp(real: Engine, change: Partial<Environment> = {}, warehouse = new ShopWarehouse()) {
  const engine = new Proxy(real, {
    get(target, name) {
      if (name === "attachFile")
        return async (as: string, file: Blob) => void warehouse.attached.set(as, file);
      if (name === "detachFile") return async (as: string) => void warehouse.attached.delete(as);
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
    planner,
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
