/** The rows of a result for its table: those that the cell has read, then pages fetched as they come into view. */
import { pageLength, pagesOf } from "../../app/window-rows.ts";

/** A row by column name. */
export type TableRow = Readonly<Record<string, unknown>>;

/** Reads rows from `offset`; fewer than `limit` means that there are no more. */
export type FetchRows = (offset: number, limit: number) => Promise<readonly TableRow[]>;

/** The rows of one result. */
export class ResultPages {
  readonly #loaded: readonly TableRow[];
  readonly #fetch: FetchRows;
  #asked: readonly number[] = [];
  #pages = $state.raw<Readonly<Record<number, readonly TableRow[]>>>({});
  #known = $state(0);
  #total = $state<number | null>(null);
  #error = $state.raw<Error | null>(null);

  constructor(loaded: readonly TableRow[], whole: boolean, fetch: FetchRows) {
    this.#loaded = loaded;
    this.#fetch = fetch;
    this.#known = loaded.length;
    this.#total = whole ? loaded.length : null;
  }

  /** Rows of the whole result, null while its end has not been seen. */
  get total(): number | null {
    return this.#total;
  }

  /** Rows to make room for: the whole result, or what is known and one page more. */
  get length(): number {
    return this.#total ?? this.#known + pageLength;
  }

  /** Rows that are known to exist. */
  get known(): number {
    return this.#known;
  }

  /** Why the last page could not be read, until it is asked for again. */
  get error(): Error | null {
    return this.#error;
  }

  /** The row, or undefined while it is not there yet. */
  row(index: number): TableRow | undefined {
    return this.#loaded[index] ?? this.#pages[Math.floor(index / pageLength)]?.[index % pageLength];
  }

  /** Fetches what is missing of rows `first` (inclusive) to `end` (exclusive); a page that failed is asked for again. */
  async need(first: number, end: number): Promise<void> {
    if (this.#total !== null && this.#total <= this.#loaded.length) return;
    const missing = pagesOf(Math.max(first, this.#loaded.length), end).filter(
      (page) => !this.#asked.includes(page),
    );
    await Promise.all(missing.map((page) => this.#read(page)));
  }

  async #read(page: number): Promise<void> {
    this.#asked = [...this.#asked, page];
    try {
      const rows = await this.#fetch(page * pageLength, pageLength);
      this.#error = null;
      this.#pages = { ...this.#pages, [page]: rows };
      if (rows.length > 0) this.#known = Math.max(this.#known, page * pageLength + rows.length);
      if (rows.length < pageLength) this.#total = this.#known;
    } catch (error) {
      this.#asked = this.#asked.filter((asked) => asked !== page);
      this.#error = error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Every row of the result, for an export. @throws what the engine throws. */
  async all(): Promise<readonly TableRow[]> {
    if (this.#total !== null && this.#total <= this.#loaded.length) return this.#loaded;
    const rows = [...this.#loaded];
    const step = 20_000;
    for (;;) {
      const more = await this.#fetch(rows.length, step);
      rows.push(...more);
      if (more.length < step) return rows;
    }
  }
}
