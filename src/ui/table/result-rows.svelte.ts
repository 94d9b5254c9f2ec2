/** The rows of a result for its table: those that the cell has read, then pages of a query as they come into view. */
import { pageLength, pagesOf } from "../../app/window-rows.ts";
import type { ResultRow, RowCondition, RowsAnswer, RowsRequest } from "../../runtime/state.ts";

/** Asks for rows of the result. */
export type AskRows = (request: RowsRequest) => Promise<RowsAnswer>;

/** Pages that are kept: 20,000 rows. */
const pagesKept = 100;

/** Rows asked for at once by an export. */
const exportStep = 20_000;

type Pages = ReadonlyMap<number, readonly ResultRow[]>;

/** The pages with one more; the farthest from it go where there are too many. */
function withPage(pages: Pages, page: number, rows: readonly ResultRow[]): Pages {
  const all = [...pages, [page, rows] as const];
  if (all.length <= pagesKept) return new Map(all);
  const farthest = Math.max(...all.map(([other]) => Math.abs(other - page)));
  return new Map(all.filter(([other]) => Math.abs(other - page) < farthest));
}

/** The rows of one result, sorted and chosen by queries. */
export class ResultRows {
  readonly #loaded: readonly ResultRow[];
  readonly #whole: number | null;
  readonly #ask: AskRows;
  /** Pages to read next; what left the view before its turn came is not read at all. */
  #wanted: readonly number[] = [];
  #isReading = false;
  #failed: readonly number[] = [];
  /** Counts the questions; an answer to an earlier one is dropped. */
  #version = 0;
  #pages: Pages = $state.raw(new Map());
  #total: number | null = $state(null);
  #error = $state.raw<Error | null>(null);
  #sort: RowsRequest["sort"] = $state.raw(null);
  #where: RowsRequest["where"] = $state.raw([]);
  #firstRead: readonly ResultRow[] = $state.raw([]);
  #isStale = $state(false);
  /** True while what is shown is the result as its statement orders it, of which the first rows are there. */
  #showsLoaded = $state(true);

  /** `loaded` are the first rows as the statement orders them; `total` counts them all, null where nobody counted yet. */
  constructor(loaded: readonly ResultRow[], total: number | null, ask: AskRows) {
    this.#loaded = loaded;
    this.#whole = total;
    this.#ask = ask;
    this.#total = total;
    if (total === null) void this.#read([Math.floor(loaded.length / pageLength)]);
  }

  /** Rows for which the conditions hold; null while nobody has counted them. */
  get total(): number | null {
    return this.#total;
  }

  /** Rows to make room for. */
  get length(): number {
    return this.#total ?? this.#loaded.length;
  }

  /** Rows of the result without conditions; null while nobody has counted them. */
  get all(): number | null {
    return this.#whole ?? (this.#where.length === 0 ? this.#total : null);
  }

  /** Why the last page could not be read, until something is asked again. */
  get error(): Error | null {
    return this.#error;
  }

  get sort(): RowsRequest["sort"] {
    return this.#sort;
  }

  get where(): RowsRequest["where"] {
    return this.#where;
  }

  /** True while the rows are those of the question before. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** The row, or undefined while it is not there yet. */
  row(index: number): ResultRow | undefined {
    const page = this.#pages.get(Math.floor(index / pageLength));
    if (page) return page[index % pageLength];
    return this.#showsLoaded ? this.#loaded[index] : undefined;
  }

  /** Sorts by a query: ascending, then descending, then as the statement orders them. */
  sortBy(column: string): void {
    const was = this.#sort?.column === column ? this.#sort : null;
    this.#sort =
      was === null ? { column, descending: false } : was.descending ? null : { column, descending: true };
    this.#askAnew();
  }

  /** Adds a condition, in place of one on the same column with the same test. */
  addCondition(condition: RowCondition): void {
    const others = this.#where.filter(
      ({ column, test }) => column !== condition.column || test !== condition.test,
    );
    this.#where = [...others, condition];
    this.#askAnew();
  }

  /** Takes out a condition, or with null all of them. */
  removeCondition(condition: RowCondition | null): void {
    this.#where = condition === null ? [] : this.#where.filter((other) => other !== condition);
    this.#askAnew();
  }

  /** Reads what is missing of rows `first` (inclusive) to `end` (exclusive), and nothing that was wanted before. */
  need(first: number, end: number): void {
    if (this.#isStale) return;
    const pages = pagesOf(first, Math.min(end, this.length));
    void this.#read(pages.filter((page) => !this.#has(page)));
  }

  /** The first rows that were read, at most 200: widths and decimals go by them. */
  get sample(): readonly ResultRow[] {
    return this.#loaded.length > 0 ? this.#loaded.slice(0, 200) : this.#firstRead;
  }

  /** Asks again after an error. */
  retry(): void {
    this.#error = null;
    void this.#read(this.#isStale ? [0] : this.#failed);
  }

  /** Every row that the table shows, in pieces, for an export. @throws what the engine throws. */
  async *pieces(): AsyncGenerator<readonly ResultRow[]> {
    const [sort, where] = [this.#sort, this.#where];
    for (let offset = 0; ; offset += exportStep) {
      const { rows, total } = await this.#ask({ offset, limit: exportStep, sort, where });
      yield rows;
      if (offset + exportStep >= total || rows.length === 0) return;
    }
  }

  /** Rows `first` to `last`, both inclusive. @throws what the engine throws. */
  async between(first: number, last: number): Promise<readonly ResultRow[]> {
    const present = Array.from({ length: last - first + 1 }, (_, index) => this.row(first + index));
    if (present.every((row) => row !== undefined)) return present;
    const request = { offset: first, limit: last - first + 1, sort: this.#sort, where: this.#where };
    return (await this.#ask(request)).rows;
  }

  get #isPlain(): boolean {
    return this.#sort === null && this.#where.length === 0;
  }

  #has(page: number): boolean {
    if (this.#pages.has(page)) return true;
    const end = Math.min((page + 1) * pageLength, this.length);
    return this.#isPlain && end <= this.#loaded.length;
  }

  #askAnew(): void {
    this.#version++;
    if (this.#isPlain && this.#whole !== null) {
      this.#pages = new Map();
      this.#total = this.#whole;
      this.#isStale = false;
      this.#showsLoaded = true;
      this.#error = null;
      return;
    }
    this.#isStale = true;
    void this.#read([0]);
  }

  async #read(pages: readonly number[]): Promise<void> {
    this.#wanted = pages;
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#wanted.length > 0) {
        const [page, ...rest] = this.#wanted;
        this.#wanted = rest;
        await this.#readPage(page!);
      }
    } finally {
      this.#isReading = false;
    }
  }

  async #readPage(page: number): Promise<void> {
    const version = this.#version;
    const request = { offset: page * pageLength, limit: pageLength, sort: this.#sort, where: this.#where };
    try {
      const { rows, total } = await this.#ask(request);
      if (version !== this.#version) return;
      this.#pages = withPage(this.#isStale ? new Map() : this.#pages, page, rows);
      if (this.#firstRead.length === 0) this.#firstRead = rows;
      this.#total = total;
      this.#isStale = false;
      this.#showsLoaded = this.#isPlain;
      this.#error = null;
    } catch (error) {
      if (version !== this.#version) return;
      this.#failed = [page, ...this.#wanted];
      this.#wanted = [];
      this.#error = error instanceof Error ? error : new Error(String(error));
    }
  }
}
