/** What this browser keeps of Regulars: counted, and deleted thing by thing. */
import type { DataInPlace } from "./data-in-place.ts";
import type { EngineState } from "./engine-state.svelte.ts";
import type { Environment } from "./environment.ts";
import type { RememberedAnswers } from "./remembered-answers.ts";
import type { Settings } from "./settings.ts";
import type { Shelf } from "./shelf.ts";
import type { StoredOverview, StoredThing, StoredView } from "./stored-view.ts";

/** What the page of stored things needs of the application. */
export interface StoredHost {
  readonly shelf: Shelf;
  readonly engine: EngineState;
  readonly data: DataInPlace;
  readonly settings: Settings;
  readonly answers: RememberedAnswers;
  /** Notebooks were deleted. */
  onNotebooks(): Promise<void>;
  /** The orders, or the files that they came from, were deleted. */
  onOrders(): void;
  deleteNotebook(id: string): Promise<void>;
  deleteEverything(): Promise<void>;
  /** True, and said, where another tab has the database. */
  isElsewhere(): boolean;
  onTrouble(error: Error): void;
}

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

/** The page of stored things. */
export class Stored implements StoredView {
  overview = $state.raw<StoredOverview | null>(null);
  readonly #keeper: Environment["keeper"];
  readonly #host: StoredHost;
  #hasAsked = false;

  constructor({ keeper }: Pick<Environment, "keeper">, host: StoredHost) {
    this.#keeper = keeper;
    this.#host = host;
  }

  async count(): Promise<void> {
    try {
      this.overview = await this.#look();
    } catch (error) {
      this.#host.onTrouble(error as Error);
    }
  }

  async askToPersist(): Promise<void> {
    await this.#keeper?.persist();
    await this.count();
  }

  /** Asks once a visit that what was just stored is kept: browsers grant it to sites that are used. */
  async keepFromNowOn(): Promise<void> {
    if (this.#hasAsked || !this.#keeper) return;
    this.#hasAsked = true;
    try {
      if (!(await this.#keeper.persisted())) await this.#keeper.persist();
    } catch (error) {
      this.#host.onTrouble(error as Error);
    }
  }

  async remove(thing: StoredThing): Promise<void> {
    const host = this.#host;
    try {
      switch (thing.kind) {
        case "notebook":
          await host.deleteNotebook(thing.id);
          break;
        case "orders":
          if (host.isElsewhere()) return;
          await host.data.erase(host.engine);
          host.onOrders();
          host.engine.tellChanged();
          await host.engine.measure();
          break;
        case "files":
          await host.data.removeFiles();
          host.onOrders();
          await host.engine.measure();
          break;
        case "settings":
          host.settings.clear();
          break;
        case "answers":
          host.answers.clear();
          break;
        case "everything":
          await host.deleteEverything();
      }
    } catch (error) {
      host.onTrouble(error as Error);
    }
    await host.onNotebooks();
    await this.count();
  }

  async #look(): Promise<StoredOverview> {
    const { shelf, engine, data, settings, answers } = this.#host;
    const entries = await shelf.entries();
    const found = await Promise.all(entries.map(({ id }) => shelf.read(id)));
    const { stored } = data;
    const open = engine.elsewhere === "silent" ? null : await engine.ready.catch(() => null);
    const filesBytes = await shelf.keptBytes();
    const estimate = (await this.#keeper?.estimate()) ?? { usage: null, quota: null };
    return {
      notebooks: entries.map(({ id, title, dataLabel, openedAt, editedAt = openedAt }, index) => ({
        id,
        title,
        dataLabel,
        editedAt,
        bytes: bytesOf(found[index]),
      })),
      orders:
        stored && data.id !== null
          ? {
              label: stored.label,
              orders: stored.facts.orders,
              bytes: open?.storage === "opfs" ? await open.size() : null,
            }
          : null,
      files: stored && stored.filesKept ? stored.files : [],
      filesBytes,
      settingsBytes: settings.bytes,
      answers: { kinds: answers.kinds, bytes: answers.bytes },
      isPersisted: (await this.#keeper?.persisted()) ?? null,
      ...estimate,
    };
  }
}
