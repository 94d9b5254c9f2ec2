/** What can be written at a place of a statement, with its meaning. */
import { tables } from "../orders/schema.ts";
import { isKeyword, isSignificant, tokenize, type Token } from "../sql/lexer.ts";
import { writtenName } from "./sql-errors.ts";
import type { SqlFunction } from "./sql-functions.ts";
import { scopeAt, type SqlScope } from "./sql-scope.ts";

/** What a suggestion is; it has a mark of its own in the list. */
export type SuggestionKind = "table" | "cell" | "column" | "value" | "function" | "keyword" | "alias";

/** One suggestion. */
export interface Suggestion {
  readonly label: string;
  readonly kind: SuggestionKind;
  /** A type, a value, parameters; empty where there is none. */
  readonly detail: string;
  /** One line; empty where there is none. */
  readonly meaning: string;
  /** What is written in place of the word that was begun. */
  readonly insert: string;
  /** Higher ones come first. */
  readonly rank: number;
}

/** Suggestions for the word from `from` on. */
export interface Suggestions {
  readonly from: number;
  readonly options: readonly Suggestion[];
}

/** A column of another cell's last result. */
export interface CellColumn {
  readonly name: string;
  readonly type: string;
}

/** What a statement of this notebook can name, besides the tables of the orders. */
export interface SqlWorld {
  /** Named cells that give a table. */
  readonly cells: readonly {
    readonly name: string;
    readonly title: string;
    readonly columns: readonly CellColumn[];
  }[];
  /** `$name` without the `$`, and what it is. */
  readonly values: readonly { readonly name: string; readonly value: string; readonly meaning: string }[];
  readonly functions: readonly SqlFunction[];
}

const keywords = (
  "select from where group by order having limit offset join left inner full cross on using as with union all except " +
  "intersect distinct case when then else end and or not in is null like ilike between exists interval over partition " +
  "rows range unbounded preceding following current row qualify filter values desc asc nulls first last true false cast"
).split(" ");

const suggest = (
  kind: SuggestionKind,
  label: string,
  rank: number,
  { detail = "", meaning = "", insert = label }: { detail?: string; meaning?: string; insert?: string } = {},
): Suggestion => ({ label, kind, detail, meaning, insert, rank });

const knownTables: Readonly<Record<string, (typeof tables)[keyof typeof tables]>> = tables;

/** The columns of a table, a cell or a CTE; none where it is unknown. A CTE's `*` is followed at most eight deep. */
function columnsOf(name: string, scope: SqlScope, world: SqlWorld, depth = 0): readonly Suggestion[] {
  const lower = name.toLowerCase();
  const cte = scope.ctes.get(lower);
  if (cte && depth < 8) {
    const own = cte.names.map((column) =>
      suggest("column", column, 3, { detail: name, insert: writtenName(column) }),
    );
    return [...own, ...cte.all.flatMap((table) => columnsOf(table, scope, world, depth + 1))];
  }
  const cell = world.cells.find((cell) => cell.name.toLowerCase() === lower);
  if (cell)
    return cell.columns.map(({ name: column, type }) =>
      suggest("column", column, 3, { detail: type, meaning: cell.title, insert: writtenName(column) }),
    );
  return (Object.hasOwn(knownTables, lower) ? knownTables[lower]! : []).map(
    ({ name: column, type, meaning }) =>
      suggest("column", column, 3, { detail: type.toLowerCase(), meaning }),
  );
}

function relations(scope: SqlScope, world: SqlWorld, rank: number): readonly Suggestion[] {
  return [
    ...[...scope.ctes.keys()].map((name) => suggest("table", name, rank + 1, { insert: writtenName(name) })),
    ...world.cells.map(({ name, title }) =>
      suggest("cell", name, rank, { detail: title === name ? "" : title }),
    ),
    // In the order of the schema, in which the most wanted come early.
    ...Object.entries(knownTables).map(([name, columns], index) =>
      suggest("table", name, rank + (name === "orders" ? 0.5 : -index / 20), {
        meaning: columns.map(({ name }) => name).join(", "),
      }),
    ),
  ];
}

/** Each label once, the first of them. */
function distinct(options: readonly Suggestion[]): readonly Suggestion[] {
  const seen = new Set<string>();
  return options.filter(({ label, kind }) => {
    const key = kind === "column" ? label.toLowerCase() : `${kind} ${label.toLowerCase()}`;
    return !seen.has(key) && seen.add(key);
  });
}

const namesTable = (before: readonly Token[]): boolean => {
  const last = before.at(-1);
  if (isKeyword(last, "from") || isKeyword(last, "join")) return true;
  if (last?.text !== ",") return false;
  const clause = before.findLast(
    ({ kind, text }) =>
      kind === "word" && /^(select|from|where|group|order|having|on|using|values)$/i.test(text),
  );
  return isKeyword(clause, "from");
};

function functionSuggestions(functions: readonly SqlFunction[], isTable: boolean): readonly Suggestion[] {
  return functions
    .filter((each) => each.isTable === isTable)
    .map(({ name, parameters, meaning }) =>
      suggest("function", name, 0, { detail: `(${parameters})`, meaning, insert: `${name}(` }),
    );
}

/**
 * What can be written at `offset` (in UTF-16 units) of a statement, whole or half written; null inside of texts, numbers
 * and comments, and where the place asks for a new name.
 */
export function suggestionsAt(sql: string, offset: number, world: SqlWorld): Suggestions | null {
  const tokens = tokenize(sql.slice(0, offset));
  const last = tokens.at(-1);
  if (last?.kind === "comment" && !(last.text.startsWith("/*") && last.text.endsWith("*/"))) return null;
  if (last?.kind === "string" || last?.kind === "number") return null;
  if (last?.kind === "parameter" || last?.text === "$") {
    const options = world.values.map(({ name, value, meaning }) =>
      suggest("value", `$${name}`, 5, { detail: value, meaning }),
    );
    return { from: last.start, options };
  }
  const isWord = last?.kind === "word" || (last?.kind === "quoted" && !/^".*"$/s.test(last.text));
  const from = isWord ? last.start : offset;
  const before = (isWord ? tokens.slice(0, -1) : tokens).filter(isSignificant);
  const previous = before.at(-1);
  if (isKeyword(previous, "as")) return null;
  const scope = scopeAt(sql, offset);
  if (previous?.text === ".") {
    const owner = before.at(-2);
    const name = owner?.kind === "quoted" ? owner.text.slice(1, -1) : (owner?.text ?? "");
    const named = scope.tables.find(({ alias }) => alias.toLowerCase() === name.toLowerCase());
    return { from, options: distinct(columnsOf(named?.table ?? name, scope, world)) };
  }
  if (namesTable(before))
    return { from, options: [...relations(scope, world, 2), ...functionSuggestions(world.functions, true)] };
  const options = [
    ...scope.tables.flatMap(({ table }) => columnsOf(table, scope, world)),
    ...scope.tables
      .filter(({ table, alias }) => alias !== table)
      .map(({ table, alias }) => suggest("alias", alias, 2, { detail: table, insert: writtenName(alias) })),
    ...world.values.map(({ name, value, meaning }) =>
      suggest("value", `$${name}`, 1, { detail: value, meaning }),
    ),
    ...functionSuggestions(world.functions, false),
    ...relations(scope, world, -1),
    ...keywords.map((word) => suggest("keyword", word, 0)),
  ];
  return { from, options: distinct(options) };
}
