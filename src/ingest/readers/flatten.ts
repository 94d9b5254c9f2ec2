/** Flattens nested values into records: objects into columns `address.city`, an order's items into a record each. */
import { isKnownHeader } from "../header-words.ts";
import { headerTexts } from "./nested-names.ts";

/** A value as JSON and Parquet have it; numbers that a double would change come as their text. */
export type Plain =
  string | number | boolean | null | undefined | readonly Plain[] | { readonly [key: string]: Plain };

/** Objects inside each other that become columns; what is deeper stays one cell of JSON. */
const maxDepth = 8;

const itemNames =
  /(^|[._])(line_?items?|items?|order_?items?|order_?lines?|lines|products|details|goods|skus|edges|nodes)$|商品|明细/i;
const otherNames =
  /refund|fulfil|tax|discount|shipping|payment|transaction|address|note|histor|tag|image|option|propert/i;

const isObject = (value: Plain): value is { readonly [key: string]: Plain } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** True where a list of objects is the lines of an order, by its name or by the names of its fields. */
function isItems(path: string, list: readonly Plain[]): boolean {
  if (list.length === 0 || !list.every(isObject)) return false;
  if (otherNames.test(path)) return false;
  return itemNames.test(path) || Object.keys(list[0] as object).filter(isKnownHeader).length >= 2;
}

/** The columns of a table whose records are objects; they grow as records bring new keys. */
export class Flattener {
  readonly names: string[] = [];
  /** Columns that held a number with a fraction, as a number. */
  readonly fractions = new Set<number>();
  readonly #columns = new Map<string, number>();
  readonly #textOf: (value: number) => string;
  #items: string | null = null;
  #exploded = false;

  /** @param textOf how numbers are written */
  constructor(textOf: (value: number) => string) {
    this.#textOf = textOf;
  }

  /** The records of an object: one, or one for each of its items, with its own fields on every one. */
  flatten(value: { readonly [key: string]: Plain }): string[][] {
    const cells: string[] = [];
    const found: { items: readonly Plain[] | null } = { items: null };
    this.#object("", value, cells, 0, found);
    const items = found.items;
    if (items === null || items.length === 0) return [cells];
    if (items.length > 1) this.#exploded = true;
    return items.map((item) => {
      const own = cells.slice();
      this.#value(this.#items!, item, own, 1, null);
      return own;
    });
  }

  /** What the columns' names say, for those who look for header words. */
  headerTexts(): readonly string[] {
    return headerTexts(this.names, this.#items);
  }

  /** Columns whose cells are an order's own while its items are records. */
  repeated(): readonly number[] {
    if (!this.#exploded) return [];
    const inside = `${this.#items}.`;
    return this.names.flatMap((name, index) => (name.startsWith(inside) ? [] : [index]));
  }

  #object(
    path: string,
    value: { readonly [key: string]: Plain },
    cells: string[],
    depth: number,
    found: { items: readonly Plain[] | null } | null,
  ): void {
    for (const key of Object.keys(value))
      this.#value(path === "" ? key : `${path}.${key}`, value[key], cells, depth + 1, found);
  }

  #value(
    path: string,
    value: Plain,
    cells: string[],
    depth: number,
    found: { items: readonly Plain[] | null } | null,
  ): void {
    if (isObject(value)) {
      if (depth <= maxDepth) this.#object(path, value, cells, depth, found);
      else this.#put(path, JSON.stringify(value), cells);
      return;
    }
    if (Array.isArray(value)) {
      const list = value as readonly Plain[];
      if (list.length === 0) return;
      if (found !== null && (this.#items === null || this.#items === path) && isItems(path, list)) {
        this.#items = path;
        found.items = list;
        return;
      }
      const isFlat = list.every((one) => typeof one !== "object" || one === null);
      this.#put(path, isFlat ? list.map((one) => this.#scalar(one)).join(", ") : JSON.stringify(list), cells);
      return;
    }
    const column = this.#put(path, this.#scalar(value), cells);
    if (typeof value === "number" && !Number.isInteger(value)) this.fractions.add(column);
  }

  #scalar(value: Plain): string {
    if (value === null || value === undefined) return "";
    return typeof value === "number" ? this.#textOf(value) : String(value);
  }

  #put(path: string, text: string, cells: string[]): number {
    let column = this.#columns.get(path);
    if (column === undefined) {
      column = this.names.length;
      this.#columns.set(path, column);
      this.names.push(path);
    }
    while (cells.length < column) cells.push("");
    cells[column] = text;
    return column;
  }
}
