/** The customers of joined files: which of their records an order's key names, and what those say of it. */
import type { CanonicalColumn } from "../orders/plan.ts";
import type { CountingRules } from "../orders/rules.ts";
import { identifier } from "../sql/identifier.ts";
import { extraColumns, has, lineType, mappedColumns } from "./columns.ts";
import { buyerKey, countedLines, type SourceFile } from "./group.ts";
import { idList } from "./joined.ts";
import { linesTable, table, workTable, type Place } from "./names.ts";
import { ofRole, targetsOf } from "./roles.ts";

/** What can name a customer in both files, in the order in which it is tried. */
export const customerKinds = ["customer_id", "email", "phone"] as const;

/** What a customer's record brings to its orders, where they lack it. */
export const customerColumns = [
  "buyer_id",
  "email",
  "phone",
  "channel",
  "country",
  "region",
  "city",
  "birthday",
] as const satisfies readonly CanonicalColumn[];

/** A record's number over all files, ascending in the order of the import. */
const recordOf = ({ sourceId }: SourceFile) => `cast(${sourceId} as bigint) * 4294967296 + lines.source_row`;

/** Files of orders that the same customer files are joined to. */
interface Group {
  readonly orders: readonly number[];
  readonly customers: readonly SourceFile[];
}

function groupsOf(files: readonly SourceFile[]): readonly Group[] {
  const groups = new Map<string, { orders: number[]; customers: readonly SourceFile[] }>();
  const customers = ofRole(files, "customers");
  for (const { sourceId } of ofRole(files, "orders")) {
    const own = customers.filter((source) => targetsOf(source, files).includes(sourceId));
    if (own.length === 0) continue;
    const key = own.map((source) => source.sourceId).join(" ");
    const group = groups.get(key) ?? { orders: [], customers: own };
    group.orders.push(sourceId);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The number of an order's group in SQL, null where no customer file is joined to it. */
export const groupOf = (files: readonly SourceFile[]): string =>
  `case ${groupsOf(files)
    .map(({ orders }, index) => `when ordered.source_id in (${idList(orders)}) then ${index + 1}`)
    .join(" ")} end`;

/** The statements that make `customer_records` and `customer_keys`; the latest record of a key stands for it. */
export function customerStatements(files: readonly SourceFile[], place: Place): readonly string[] {
  const customers = ofRole(files, "customers");
  const records = customers.map((source) => {
    const columns = customerColumns.map(
      (column) =>
        `${has(source.file, column) ? `lines.${column}` : `cast(null as ${lineType(column)})`} as ${column}`,
    );
    return `select ${recordOf(source)} as record, ${columns.join(", ")}
    from ${linesTable(place, source.sourceId)} as lines`;
  });
  const keys = groupsOf(files).flatMap((group, index) =>
    group.customers.flatMap((source) =>
      customerKinds
        .filter((kind) => has(source.file, kind))
        .map(
          (
            kind,
          ) => `select ${index + 1} as customer_group, '${kind}' as kind, ${buyerKey(kind, `lines.${kind}`)} as key,
        ${recordOf(source)} as record
    from ${linesTable(place, source.sourceId)} as lines
    where ${buyerKey(kind, `lines.${kind}`)} is not null`,
        ),
    ),
  );
  const noKeys = "select 0 as customer_group, '' as kind, '' as key, cast(0 as bigint) as record where false";
  return [
    `create table ${workTable(place, "customer_records")} as
${records.join("\nunion all\n")};`,
    `create table ${workTable(place, "customer_keys")} as
select customer_group, kind, key, max(record) as record
from (
    ${keys.length === 0 ? noKeys : keys.join("\n    union all\n    ")}
)
group by all;`,
  ];
}

/** The statement that notes of each customer's record whether an order names it. */
export function customerFates(
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
): readonly string[] {
  return ofRole(files, "customers").map((source) => {
    const targets = idList(targetsOf(source, files));
    const named = customerKinds
      .filter((kind) => has(source.file, kind))
      .map(
        (kind) => `coalesce(${buyerKey(kind, `lines.${kind}`)} in (
        select ${buyerKey(kind)} from ${workTable(place, "ordered")}
        where source_id in (${targets}) and ${buyerKey(kind)} is not null
    ), false)`,
      );
    return `insert into ${workTable(place, "joined")} (source_id, source_row, role, fate)
select
    ${source.sourceId},
    lines.source_row,
    'customers',
    case when ${["false", ...named].join("\n        or ")} then null else 'no_order' end
from ${countedLines(linesTable(place, source.sourceId), rules)} as lines;`;
  });
}

interface Attribute {
  readonly name: string;
  /** Its value in a record of the typed lines. */
  readonly value: string;
}

/** The columns of a customer file under their own names, but for the keys that `customer_id` stands for. */
function attributesOf({ file }: SourceFile): readonly Attribute[] {
  const meanings = new Map(mappedColumns(file).map((column) => [file.mapping[column]!, column]));
  const extras = new Map(extraColumns(file).map(({ index, name }) => [index, name]));
  const taken = new Set(["customer_id"]);
  return file.columns.flatMap((column, index) => {
    const meaning = meanings.get(index);
    if (meaning === "customer_id" || meaning === "buyer_id") return [];
    const base = column.name.trim() || `column_${index + 1}`;
    let name = base.replaceAll("\0", "");
    for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) name = `${base}_${copy}`;
    taken.add(name.toLowerCase());
    const value = `lines.${identifier(meaning ?? extras.get(index)!)}`;
    return [{ name, value: meaning === "birthday" ? `cast(${value} as date)` : value }];
  });
}

/** The names of all columns of `customer_attributes` beside `customer_id`, each once whatever its case. */
export function attributeNames(files: readonly SourceFile[]): readonly string[] {
  const names = new Map<string, string>();
  for (const source of ofRole(files, "customers"))
    for (const { name } of attributesOf(source))
      if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  return [...names.values()];
}

/**
 * The statement that makes `customer_attributes`: one row per customer that a joined record names, the latest value of
 * each column under the file's own name for it.
 */
export function attributesStatement(files: readonly SourceFile[], place: Place): string {
  const name = table(place, "customer_attributes");
  const customers = ofRole(files, "customers");
  if (customers.length === 0) return `create table ${name} (customer_id VARCHAR);`;
  const records = customers.map((source) => {
    const columns = attributesOf(source).map(
      ({ name, value }) => `,
        ${value} as ${identifier(name)}`,
    );
    return `select
        ${recordOf(source)} as customer_record${columns.join("")}
    from ${linesTable(place, source.sourceId)} as lines`;
  });
  const latest = attributeNames(files).map(
    (attribute) =>
      `,\n    arg_max(records.${identifier(attribute)}, customer_record) as ${identifier(attribute)}`,
  );
  return `create table ${name} as
with records as (
    ${records.join("\n    union all by name\n    ")}
),
named as (
    select distinct customer_id, customer_record
    from ${workTable(place, "decided")}
    where customer_id is not null and customer_record is not null
)
select
    named.customer_id${latest.join("")}
from named
join records using (customer_record)
group by named.customer_id
order by named.customer_id;`;
}
