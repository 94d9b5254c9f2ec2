/** The customers of a set, sorted and read page by page by queries. */
import {
  askContacts,
  askCustomers,
  contactColumns,
  customerColumns,
  type ContactRow,
  type CustomerRow,
  type CustomerSort,
} from "./customers-asking.ts";
import type { NotebookView } from "./app.ts";

/** Customers that a page adds. */
export const customersPage = 50;

/** Reads more customers as they are asked for; a page of an earlier sorting that comes late is dropped. */
export class CustomerPages {
  rows: readonly CustomerRow[] = $state.raw([]);
  sort: CustomerSort = $state.raw({ by: "net_amount", descending: true });
  isReading = $state.raw(false);
  error: Error | null = $state.raw(null);
  readonly #view: NotebookView;
  readonly #members: string;
  readonly #asOf: string;

  /** `members` is the complete SELECT of the customer_keys; the first page is read at once. */
  constructor(view: NotebookView, members: string, asOf: string) {
    this.#view = view;
    this.#members = members;
    this.#asOf = asOf;
    void this.more();
  }

  /** Sorts by a column: descending first for figures, ascending for who they are, turned round when chosen again. */
  async sortBy(by: CustomerSort["by"]): Promise<void> {
    const descending = this.sort.by === by ? !this.sort.descending : by !== "customer_id";
    this.sort = { by, descending };
    await this.#read(0, Math.max(customersPage, this.rows.length));
  }

  /** Reads the next page. */
  async more(): Promise<void> {
    await this.#read(this.rows.length, customersPage);
  }

  /** Everyone, sorted as shown. @throws QueryError */
  all(): Promise<readonly CustomerRow[]> {
    return this.#query(null);
  }

  /** What everyone can be reached by. @throws QueryError */
  contacts(): Promise<readonly ContactRow[]> {
    return this.#view.query(this.#view.whole(askContacts(this.#members)), contactColumns);
  }

  #query(page: { readonly offset: number; readonly limit: number } | null) {
    const text = askCustomers(this.#members, this.#asOf, this.sort, page);
    return this.#view.query(this.#view.whole(text), customerColumns);
  }

  async #read(offset: number, limit: number): Promise<void> {
    const { sort } = this;
    this.isReading = true;
    this.error = null;
    try {
      const found = await this.#query({ offset, limit });
      if (this.sort !== sort) return;
      this.rows = [...this.rows.slice(0, offset), ...found];
    } catch (error) {
      if (this.sort === sort) this.error = error as Error;
    } finally {
      if (this.sort === sort) this.isReading = false;
    }
  }
}
