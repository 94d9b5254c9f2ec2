/** This tab's seat at a notebook: whether it edits or only reads, and the saving of what it edits. */
import type { Tabs } from "../base/tabs.ts";
import type { Notebook } from "../notebook/document.ts";
import { EditRight } from "../storage/edit-right.ts";
import { SupersededError, type FoundNotebook } from "../storage/library.ts";
import type { OrdersLabel, Shelf } from "./shelf.ts";

/** What the seat asks of the open notebook. */
export interface SeatHost {
  /** Saves what is not saved. */
  flush(): Promise<void>;
  /** Shows what is stored in place of what is shown. */
  take(found: FoundNotebook): void;
  /** Another tab writes now and did not wait for this one; what is not saved is the host's to rescue. */
  lost(): void;
  /** The notebook was deleted. */
  gone(): void;
}

/** What a seat needs of the application. */
export interface SeatEnvironment {
  readonly shelf: Shelf;
  readonly tabs: Tabs;
  now(): number;
  newId(): string;
}

/** One tab at one notebook. Writes only while it has the right to, under a claim that every later one voids. */
export class NotebookSeat {
  standing = $state.raw<"edit" | "read">("edit");
  /** True while the other tab is asked to hand over. */
  isAsking = $state.raw(false);
  /** The file from which a stranger's SQL came that nobody has trusted; null where the notebook runs. */
  untrusted: string | null = null;
  readonly id: string;
  readonly #environment: SeatEnvironment;
  readonly #right: EditRight;
  #host: SeatHost | null = null;
  #claim: string;
  #saved: Notebook | null = null;
  #editedAt: number | null = null;
  #isLeft = false;

  constructor(environment: SeatEnvironment, notebook: string) {
    this.id = notebook;
    this.#environment = environment;
    this.#claim = environment.newId();
    this.#right = new EditRight(environment.tabs, notebook, environment.newId(), {
      onGranted: () => void this.#granted(),
      onAsked: () => this.#handOver(),
      onLost: () => this.#lose(),
      onNews: () => void this.#reload(),
    });
  }

  /** Takes the notebook to edit it, or to read it where another tab does; null where nothing is stored under its id. */
  async take(): Promise<FoundNotebook | null> {
    const { shelf } = this.#environment;
    const isHeld = await this.#right.take();
    this.standing = isHeld ? "edit" : "read";
    const found = isHeld ? await shelf.claim(this.id, this.#claim) : await shelf.read(this.id);
    this.#know(found);
    return found;
  }

  /** The open notebook that sits here. */
  seat(host: SeatHost): void {
    this.#host = host;
  }

  /** Asks the tab that edits to save and hand over. */
  async ask(): Promise<void> {
    if (this.standing === "edit" || this.isAsking) return;
    this.isAsking = true;
    await this.#right.ask();
    this.isAsking = false;
  }

  /** Stores the document. Another tab's newer claim makes this one a reader, and nothing is written. */
  async save(document: Notebook, label: OrdersLabel): Promise<void> {
    const { shelf, now } = this.#environment;
    if (this.#saved !== document) this.#editedAt = this.#saved === null ? this.#editedAt : now();
    try {
      const { untrusted } = this;
      await shelf.save(document, label, { claim: this.#claim, untrusted, editedAt: this.#editedAt });
    } catch (error) {
      if (!(error instanceof SupersededError)) throw error;
      return this.#lose();
    }
    this.#saved = document;
    this.#right.tell();
  }

  /** Gives the seat up; resolves when another tab may have it. */
  leave(): Promise<void> {
    this.#isLeft = true;
    return this.#right.close();
  }

  #know(found: FoundNotebook | null): void {
    this.untrusted = found?.untrusted ?? null;
    this.#editedAt = found?.entry.editedAt ?? found?.entry.openedAt ?? null;
  }

  async #granted(): Promise<void> {
    this.#claim = this.#environment.newId();
    const found = await this.#environment.shelf.claim(this.id, this.#claim);
    if (this.#isLeft || !this.#right.isHeld) return;
    this.#saved = null;
    this.#know(found);
    if (found) this.#host?.take(found);
    else this.#host?.gone();
    this.standing = "edit";
  }

  async #handOver(): Promise<void> {
    this.standing = "read";
    await this.#host?.flush();
  }

  #lose(): void {
    if (this.#isLeft) return;
    // Handed over when asked: everything is saved.
    if (this.standing === "edit") this.#host?.lost();
    this.standing = "read";
    void this.#reload();
  }

  async #reload(): Promise<void> {
    const found = await this.#environment.shelf.read(this.id);
    if (this.#isLeft || this.standing !== "read") return;
    this.#know(found);
    if (found) this.#host?.take(found);
    else this.#host?.gone();
  }
}
