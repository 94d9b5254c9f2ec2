/** Which tables and which `$names` a text of SQL refers to, found by reading it as DuckDB's grammar does. */
import { isSignificant, tokenize, type Token } from "./lexer.ts";
import { parameterNames } from "./render.ts";

/** What a text of SQL refers to. Names are without quotes, as they were first written, each once without regard to case. */
export interface References {
  /** Tables without a schema in front that are no CTE of the text in its scope. */
  readonly tables: readonly string[];
  /** Without the `$`. */
  readonly parameters: readonly string[];
  /** The CTEs of the statement itself, not of its subqueries. */
  readonly ctes: readonly string[];
}

/** The CTEs that a place can see, the latest first. */
type Scope = { readonly name: string; readonly outer: Scope } | null;

/** The text between two parentheses, or the whole. */
interface Frame {
  /** A query can begin at the next token. */
  begins: boolean;
  /** Where no query begins, tables stand here: `from (a join b using (id))`. */
  readonly joins: boolean;
  isQuery: boolean;
  inFrom: boolean;
  expectsTable: boolean;
  /** Where it is in its list of CTEs. */
  with: "none" | "name" | "head" | "body" | "after";
  isRecursive: boolean;
  cte: string;
  scope: Scope;
}

const frame = (scope: Scope, begins: boolean, joins: boolean): Frame => ({
  begins,
  joins,
  isQuery: false,
  inFrom: false,
  expectsTable: false,
  with: "none",
  isRecursive: false,
  cte: "",
  scope,
});

const endsFrom = new Set("where group having window qualify order limit offset select values".split(" "));
const setOperations = new Set(["union", "intersect", "except"]);
/** What may stand between a set operation and the query that follows it. */
const setModifiers = new Set(["all", "distinct", "by", "name"]);
/** Words after which one table, or a query, stands at the beginning of a query. */
const tableFirst = new Set(
  "table pivot pivot_wider pivot_longer unpivot describe desc summarize show".split(" "),
);

/** The name that a token writes: bare, or in quotes with `""` for `"`. */
const nameOf = ({ kind, text }: Token): string =>
  kind === "quoted" ? text.slice(1).replace(/"$/, "").replaceAll('""', '"') : text;

const isName = (token: Token | undefined): token is Token =>
  token?.kind === "word" || token?.kind === "quoted";

const sees = (scope: Scope, name: string): boolean => {
  for (let each = scope; each; each = each.outer) if (each.name === name) return true;
  return false;
};

/** Walks through the tokens once, with a stack of its own: a text of brackets alone cannot exhaust the engine's. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #stack: Frame[] = [frame(null, true, false)];
  readonly tables = new Map<string, string>();
  readonly ctes: string[] = [];

  constructor(sql: string) {
    this.#tokens = tokenize(sql).filter(isSignificant);
  }

  read(): void {
    this.#tokens.forEach((token, at) => {
      if (token.kind === "symbol") this.#symbol(token.text, at);
      else this.#token(token, at);
    });
  }

  get #frame(): Frame {
    return this.#stack.at(-1)!;
  }

  #isSymbol(at: number, text: string): boolean {
    const token = this.#tokens[at];
    return token?.kind === "symbol" && token.text === text;
  }

  /** The keyword at a place in lower case; none after `.` and `as`, where every word is a name. */
  #keyword(at: number): string {
    const token = this.#tokens[at];
    if (token?.kind !== "word") return "";
    const before = this.#tokens[at - 1];
    const isLabel = before?.text === "." || (before?.kind === "word" && before.text.toLowerCase() === "as");
    return isLabel ? "" : token.text.toLowerCase();
  }

  #symbol(text: string, at: number): void {
    const here = this.#frame;
    if (text === "(") return this.#open(at);
    if (text === "[" || text === "{") return void this.#stack.push(frame(here.scope, false, false));
    if (/[)\]}]/.test(text)) return this.#close();
    if (text === "," && here.with === "after") here.with = "name";
    else if (text === "," && here.inFrom) here.expectsTable = true;
    else if (text !== ":") here.expectsTable = false;
    if (text !== ",") here.begins = false;
  }

  #open(at: number): void {
    const here = this.#frame;
    const { scope } = here;
    if (here.with === "after") this.#startMain(here);
    if (here.with === "head") return void this.#stack.push(frame(scope, false, false));
    if (here.with === "body") {
      const own = { name: here.cte, outer: scope };
      return void this.#stack.push(frame(here.isRecursive ? own : scope, true, false));
    }
    const joins = here.expectsTable || (here.begins && here.joins);
    if (here.begins) {
      here.isQuery = true;
      here.inFrom = here.joins;
    }
    here.begins = false;
    here.expectsTable = false;
    // `trim(from x)` is the one call that can begin like a query and is none.
    this.#stack.push(frame(scope, this.#keyword(at - 1) !== "trim", joins));
  }

  #close(): void {
    if (this.#stack.length > 1) this.#stack.pop();
    const here = this.#frame;
    here.expectsTable = false;
    if (here.with !== "body") return;
    here.scope = { name: here.cte, outer: here.scope };
    here.with = "after";
  }

  #startMain(here: Frame): void {
    here.with = "none";
    here.begins = true;
  }

  #token(token: Token, at: number): void {
    const here = this.#frame;
    if (here.with === "after") this.#startMain(here);
    if (here.with !== "none") return this.#cteHead(here, token, at);
    if (here.begins && this.#begin(here, at)) return;
    if (here.expectsTable) return this.#table(here, token, at);
    this.#clause(here, at);
  }

  /** `name (columns) using key (…) as [not] materialized`, up to the parenthesis of the body. */
  #cteHead(here: Frame, token: Token, at: number): void {
    const word = this.#keyword(at);
    if (here.with === "name") {
      if (word === "recursive" && isName(this.#tokens[at + 1])) here.isRecursive = true;
      else {
        here.cte = nameOf(token).toLowerCase();
        here.with = "head";
        if (this.#stack.length === 1) this.ctes.push(nameOf(token));
      }
    } else if (here.with === "head" && word === "as") here.with = "body";
  }

  /** Reads the word with which a query begins; false where the token still has to be read as something else. */
  #begin(here: Frame, at: number): boolean {
    const word = this.#keyword(at);
    if (here.isQuery && setModifiers.has(word)) return true;
    here.begins = false;
    if (word === "with") {
      here.isQuery = true;
      here.with = "name";
      return true;
    }
    if (tableFirst.has(word) && !this.#isSymbol(at + 1, "(") && isName(this.#tokens[at + 1])) {
      here.isQuery = true;
      here.expectsTable = true;
      // `summarize select …`, `describe from …`
      here.begins = /^(describe|desc|summarize|show)$/.test(word);
      return true;
    }
    if (tableFirst.has(word) && this.#isSymbol(at + 1, "(")) {
      here.isQuery = true;
      here.expectsTable = true;
      return true;
    }
    if (word === "select" || word === "from" || word === "values") {
      here.isQuery = true;
      here.expectsTable = false;
      this.#clause(here, at);
      return true;
    }
    if (here.joins && !here.isQuery) {
      here.isQuery = true;
      here.inFrom = true;
      here.expectsTable = true;
    }
    return false;
  }

  /** A table where one is expected: bare, or a function, an alias in front (`a: orders`), a file, a name with a schema. */
  #table(here: Frame, token: Token, at: number): void {
    if (this.#keyword(at) === "lateral") return;
    if (!isName(token)) return void (here.expectsTable = false);
    if (this.#isSymbol(at + 1, ":") && !this.#isSymbol(at + 2, ":")) return;
    here.expectsTable = false;
    if (this.#isSymbol(at + 1, ".") || this.#isSymbol(at + 1, "(")) return;
    const name = nameOf(token);
    const lower = name.toLowerCase();
    if (!sees(here.scope, lower) && !this.tables.has(lower)) this.tables.set(lower, name);
  }

  #clause(here: Frame, at: number): void {
    if (!here.isQuery) return;
    const word = this.#keyword(at);
    if (word === "join" || (word === "from" && !this.#isDistinctFrom(at))) {
      here.inFrom ||= word === "from";
      here.expectsTable = true;
    } else if (endsFrom.has(word)) here.inFrom = false;
    else if (setOperations.has(word)) {
      here.inFrom = false;
      here.begins = true;
    }
  }

  /** True for the `from` of `is distinct from` and `is not distinct from`. */
  #isDistinctFrom(at: number): boolean {
    if (this.#keyword(at - 1) !== "distinct") return false;
    return this.#keyword(at - (this.#keyword(at - 2) === "not" ? 3 : 2)) === "is";
  }
}

/** Returns what a text of SQL, whole or broken, refers to. A broken text may give names that DuckDB would not read as such. */
export function referencesOf(sql: string): References {
  const reader = new Reader(sql);
  reader.read();
  const parameters = new Map(parameterNames(sql).map((name) => [name.toLowerCase(), name]));
  return { tables: [...reader.tables.values()], parameters: [...parameters.values()], ctes: reader.ctes };
}
