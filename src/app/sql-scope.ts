/** What can be named at a place of a statement: the tables of its FROM with their aliases, and its CTEs. */
import { isKeyword, isSignificant, tokenize, type Token } from "../sql/lexer.ts";

/** A table that a FROM names, and the name by which its columns are reached. */
export interface NamedTable {
  /** As written, without quotes. */
  readonly table: string;
  readonly alias: string;
}

/** What a place can see. */
export interface SqlScope {
  /** The tables of the query around the place, then of the queries around that one. */
  readonly tables: readonly NamedTable[];
  /** The CTEs of the statement with the columns that their select list shows. */
  readonly ctes: ReadonlyMap<string, CteColumns>;
}

/** The columns of a CTE: names, and the tables whose columns `*` brings in. */
export interface CteColumns {
  readonly names: readonly string[];
  readonly all: readonly string[];
}

const clauseWords = new Set(
  (
    "select from where group order having limit offset qualify window union intersect except on using join inner left right " +
    "full cross natural asof positional semi anti lateral as with values when then and or not"
  ).split(" "),
);

const nameOf = ({ kind, text }: Token) =>
  kind === "quoted" ? text.slice(1).replace(/"$/, "").replaceAll('""', '"') : text;

const isName = (token: Token | undefined): token is Token =>
  token !== undefined &&
  (token.kind === "quoted" || (token.kind === "word" && !clauseWords.has(token.text.toLowerCase())));

const isSymbol = (token: Token | undefined, text: string) => token?.kind === "symbol" && token.text === text;

/** For each token the index of the parenthesis that opens its group, −1 outside of any. */
function groupsOf(tokens: readonly Token[]): readonly number[] {
  const open: number[] = [];
  return tokens.map((token, index) => {
    if (isSymbol(token, ")")) open.pop();
    const own = open.at(-1) ?? -1;
    if (isSymbol(token, "(")) open.push(index);
    return own;
  });
}

/** The tables that the FROM and JOINs of one query name, in order. `query` are its own tokens, without those of its groups. */
function tablesOf(query: readonly Token[]): readonly NamedTable[] {
  const found: NamedTable[] = [];
  let inFrom = false;
  query.forEach((token, index) => {
    const isStart = isKeyword(token, "from") || isKeyword(token, "join");
    if (isStart) inFrom = true;
    else if (
      token.kind === "word" &&
      /^(where|group|order|having|limit|qualify|window|union|select)$/i.test(token.text)
    )
      inFrom = false;
    const expects = isStart || (inFrom && isSymbol(token, ","));
    let [at, table] = [index + 1, query[index + 1]];
    if (!expects || !isName(table)) return;
    while (isSymbol(query[at + 1], ".") && isName(query[at + 2])) table = query[(at += 2)]!;
    if (isSymbol(query[at + 1], "(")) return;
    const after = isKeyword(query[at + 1], "as") ? query[at + 2] : query[at + 1];
    found.push({ table: nameOf(table), alias: nameOf(isName(after) ? after : table) });
  });
  return found;
}

/** The columns that a select list names: aliases, bare columns, and `*`. */
function selectedColumns(query: readonly Token[]): CteColumns {
  const start = query.findIndex((token) => isKeyword(token, "select"));
  const from = query.findIndex((token, index) => index > start && isKeyword(token, "from"));
  if (start < 0) return { names: [], all: tablesOf(query).map(({ table }) => table) };
  const names: string[] = [];
  const all: string[] = [];
  const list = query.slice(start + 1, from < 0 ? undefined : from);
  let item: Token[] = [];
  for (const token of [...list, null]) {
    if (token !== null && !isSymbol(token, ",")) {
      item.push(token);
      continue;
    }
    const last = item.at(-1);
    if (isSymbol(last, "*")) {
      const owner = item.length === 3 ? nameOf(item[0]!) : null;
      const read = tablesOf(query).filter(({ alias }) => owner === null || alias === owner);
      all.push(...read.map(({ table }) => table));
    } else if (isName(last)) names.push(nameOf(last));
    item = [];
  }
  return { names, all };
}

/** What a place of a statement, whole or half written, can see. `offset` is in UTF-16 units. */
export function scopeAt(sql: string, offset: number): SqlScope {
  const tokens = tokenize(sql).filter(isSignificant);
  const groups = groupsOf(tokens);
  const own = (group: number) => tokens.filter((_, index) => groups[index] === group);
  const ctes = new Map<string, CteColumns>();
  tokens.forEach((token, index) => {
    if (!isSymbol(token, "(") || !isKeyword(tokens[index - 1], "as") || !isName(tokens[index - 2])) return;
    if (own(index).some((each) => isKeyword(each, "select") || isKeyword(each, "from")))
      ctes.set(nameOf(tokens[index - 2]!).toLowerCase(), selectedColumns(own(index)));
  });
  const before = tokens.findLastIndex(({ start, text }) => start + text.length <= offset);
  let group = before < 0 ? -1 : isSymbol(tokens[before], "(") ? before : groups[before]!;
  const tables: NamedTable[] = [];
  for (;;) {
    tables.push(...tablesOf(own(group)));
    if (group < 0) return { tables, ctes };
    group = groups[group]!;
  }
}
