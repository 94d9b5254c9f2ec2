/** The notebook's filter as SQL: tables of the same names that stand in front of the orders' own. */
import { addDays } from "../base/calendar.ts";
import type { DateClause, DimensionClause, Filter, FilterClause, ListClause } from "../notebook/filter.ts";
import { nameFault } from "../notebook/names.ts";
import { identifier } from "../sql/identifier.ts";
import { literal } from "../sql/literal.ts";
import type { Context } from "../sql/query.ts";

/** A named SELECT that stands in front of a statement; it reads `main.` tables and those that stand before it. */
export interface Cte {
  readonly name: string;
  /** One SELECT, not indented, without a semicolon. */
  readonly body: string;
}

/** The days that a filter counts, both inclusive, `YYYY-MM-DD`; null is open. */
export interface CountedDays {
  readonly from: string | null;
  readonly to: string | null;
}

/** A condition, and the comment above it. Lines are not indented. */
interface Condition {
  readonly note: string;
  readonly lines: readonly string[];
}

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `    ${line}`);

/** Literals in lines of at most 72 characters, as far as one literal allows. */
function valueLines(values: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const [index, value] of values.entries()) {
    const text = literal(value) + (index < values.length - 1 ? "," : "");
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= 72)
      lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(text);
  }
  return lines;
}

const among = (expression: string, values: readonly string[]): readonly string[] => {
  const lines = valueLines(values);
  const short = `${expression} in (${lines[0]})`;
  return lines.length === 1 && short.length <= 72 ? [short] : [`${expression} in (`, ...indent(lines), ")"];
};

const either = (one: readonly string[], other: readonly string[]): readonly string[] => [
  "(",
  ...indent(one),
  ...indent([`or ${other[0]}`, ...other.slice(1)]),
  ")",
];

/** The condition on an order's own columns; null where it is no dimension of lines. It is never null itself. */
function matchesOrder(
  column: string,
  values: readonly string[],
  none: boolean,
  not: boolean,
): readonly string[] {
  if (values.length === 0) return [none ? `${column} is ${not ? "not " : ""}null` : String(not)];
  const known = among(not ? `${column} not` : column, values);
  return none === not ? known : either(known, [`${column} is null`]);
}

/** The condition that an order has a line of these products or categories, or none that has one. */
function matchesLines(
  dimension: "product" | "category",
  values: readonly string[],
  none: boolean,
  not: boolean,
): readonly string[] {
  const column = dimension === "product" ? "product_id" : "category";
  const lines = (operator: "in" | "not in", where: readonly string[]) => [
    `(order_id, source_id) ${operator} (`,
    "    select (order_id, source_id)",
    "    from main.order_lines",
    ...indent([`where ${where[0]}`, ...where.slice(1)]),
    ")",
  ];
  const named = (): readonly string[] =>
    dimension === "product"
      ? [
          ...among("product_id", values),
          ...indent(["or " + among("product_name", values)[0]!, ...among("product_name", values).slice(1)]),
        ]
      : among("category", values);
  const without = (operator: "in" | "not in") => lines(operator, [`${column} is not null`]);
  if (values.length === 0) return none ? without(not ? "in" : "not in") : [String(not)];
  const known = lines(not ? "not in" : "in", named());
  if (!none) return known;
  return not
    ? [...known, ...["and " + without("in")[0]!, ...without("in").slice(1)]]
    : either(known, without("not in"));
}

/** True for an order that the clause is about, or with `not` for every other. */
function matches(clause: DimensionClause, not: boolean): readonly string[] {
  const values = clause.values.filter((value) => value !== null);
  const none = values.length < clause.values.length;
  const { dimension } = clause;
  return dimension === "product" || dimension === "category"
    ? matchesLines(dimension, values, none, not)
    : matchesOrder(dimension, values, none, not);
}

const said = { first: "the first order", any: "at least one order", all: "every order" } as const;

/** The customers of whom the first, any or all orders match, or of whom they do not. */
function customersWith(clause: DimensionClause, reading: "first" | "any" | "all", asOf: string): Condition {
  const known = `ordered_at < ${literal({ date: addDays(asOf, 1) })}`;
  const note = `-- ${said[reading]} ${clause.not ? "does not match" : "matches"}, up to the as-of date`;
  const start = ["customer_key in (", "    select customer_key", "    from main.orders"];
  if (reading === "first")
    return {
      note,
      lines: [
        ...start,
        "    where",
        "        order_number = 1",
        `        and ${known}`,
        ...indent(indent(andEach(matches(clause, clause.not)))),
        ")",
      ],
    };
  const matched = matches(clause, false);
  // An aggregate passes over null, which is an order that does not match.
  const truth =
    matched.length === 1 ? [`coalesce(${matched[0]}, false)`] : ["coalesce(", ...indent(matched), ", false)"];
  return {
    note,
    lines: [
      ...start,
      `    where customer_key is not null and ${known}`,
      "    group by customer_key",
      `    having ${clause.not ? "not " : ""}bool_${reading === "any" ? "or" : "and"}(`,
      ...indent(indent(truth)),
      "    )",
      ")",
    ],
  };
}

const andEach = (lines: readonly string[]): readonly string[] => [`and ${lines[0]}`, ...lines.slice(1)];

const listName = (name: string): string => (nameFault(name, []) === null ? name : identifier(name));

function inList({ list, not }: ListClause): Condition {
  const lines = [`customer_key ${not ? "not in" : "in"} (select customer_key from ${listName(list)})`];
  return { note: not ? "-- customers who are not on the list" : "-- customers on the list", lines };
}

/** The clauses that keep whole customers. */
const wholeOf = (clauses: readonly FilterClause[]): readonly (DimensionClause | ListClause)[] =>
  clauses.flatMap((clause) =>
    clause.by === "list" || (clause.by === "dimension" && clause.reading !== "orders") ? [clause] : [],
  );

function customerCondition(clause: DimensionClause | ListClause, { as_of }: Context): Condition {
  if (clause.by === "list") return inList(clause);
  return customersWith(clause, clause.reading as "first" | "any" | "all", as_of);
}

/** The bounds of a date clause, half-open; none where both ends are open. */
function dateConditions({ from, to }: DateClause): readonly Condition[] {
  const lines = [
    ...(from === null ? [] : [`ordered_at >= ${literal({ date: from })}`]),
    ...(to === null ? [] : [`ordered_at < ${literal({ date: addDays(to, 1) })}`]),
  ];
  return lines.map((line) => ({ note: "", lines: [line] }));
}

/** A guest has no first or other orders that are known: the order speaks for itself. A list holds no guests. */
function guestCondition(clause: DimensionClause | ListClause): readonly string[] {
  return clause.by === "list" ? [String(clause.not)] : matches(clause, clause.not);
}

function orderConditions(clauses: readonly FilterClause[]): readonly Condition[] {
  const own = clauses.flatMap((clause): readonly Condition[] => {
    if (clause.by === "date") return dateConditions(clause);
    if (clause.by === "list" || clause.reading !== "orders") return [];
    return [{ note: "", lines: matches(clause, clause.not) }];
  });
  const whole = wholeOf(clauses);
  if (whole.length === 0) return own;
  const guests = whole.map(guestCondition).filter((lines) => lines[0] !== "true");
  const none = guests.some((lines) => lines[0] === "false");
  const kept = "customer_key in (select customer_key from customers)";
  return [
    ...own,
    none
      ? { note: "-- whole customers; no guest is on a list", lines: [kept] }
      : {
          note: "-- whole customers, and guests by their own order",
          lines: either([kept], ["customer_key is null", ...guests.flatMap(andEach)]),
        },
  ];
}

function select(table: "orders" | "customers", conditions: readonly Condition[]): string {
  const where = conditions.flatMap(({ note, lines }, index) => [
    ...(note === "" ? [] : [note]),
    ...(index === 0 ? lines : andEach(lines)),
  ]);
  return ["select *", `from main.${table}`, "where", ...indent(where)].join("\n");
}

/**
 * Returns what stands in front of a statement so that it reads the filtered orders: `customers` where a clause keeps
 * whole customers (first, any or all orders, a list), `orders` by every clause, and `order_lines` of the orders kept,
 * every line of theirs. Columns are not changed, so that order_number and first_ordered_at still tell who is new. A list
 * clause reads the list's table, which the caller puts in front. Nothing for a filter that asks nothing.
 * @throws RegularsError for a value that is no literal.
 */
export function filterCtes(filter: Filter, context: Context): readonly Cte[] {
  const conditions = orderConditions(filter.clauses);
  if (conditions.length === 0) return [];
  const whole = wholeOf(filter.clauses).map((clause) => customerCondition(clause, context));
  return [
    ...(whole.length === 0 ? [] : [{ name: "customers", body: select("customers", whole) }]),
    { name: "orders", body: select("orders", conditions) },
    {
      name: "order_lines",
      body: [
        "select *",
        "from main.order_lines",
        "where (order_id, source_id) in (",
        "    select (order_id, source_id) from orders",
        ")",
      ].join("\n"),
    },
  ];
}

/** The days that are counted under a filter: where all its date clauses hold. They may be none, `from` after `to`. */
export function countedDays(filter: Filter): CountedDays {
  const dates = filter.clauses.filter((clause) => clause.by === "date");
  const sorted = (days: readonly (string | null)[]) => days.filter((day) => day !== null).toSorted();
  return {
    from: sorted(dates.map(({ from }) => from)).at(-1) ?? null,
    to: sorted(dates.map(({ to }) => to))[0] ?? null,
  };
}

/** The names of the lists that a filter asks for, each once, as its clauses write them. */
export function filterLists(filter: Filter): readonly string[] {
  return [...new Set(filter.clauses.flatMap((clause) => (clause.by === "list" ? [clause.list] : [])))];
}
