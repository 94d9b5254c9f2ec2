/** What joined files say of products: their names and categories, and what a unit of them costs. */
import type { CountingRules } from "../orders/rules.ts";
import { createTable } from "../orders/schema.ts";
import { has } from "./columns.ts";
import { countedLines, type SourceFile } from "./group.ts";
import { linesTable, table, workTable, type Place } from "./names.ts";
import { ofRole } from "./roles.ts";

const recordOf = ({ sourceId }: SourceFile) => `cast(${sourceId} as bigint) * 4294967296 + lines.source_row`;

/** A product's key in a file: its id, or its name where it has none; null where the file knows no products. */
export function productKey({ file }: SourceFile): string | null {
  const columns = (["product_id", "product_name"] as const).filter((column) => has(file, column));
  return columns.length === 0 ? null : `coalesce(${columns.map((column) => `lines.${column}`).join(", ")})`;
}

/** True when a file lists products and what they cost or are called. */
const isCatalogue = (source: SourceFile) => productKey(source) !== null;

/** Files that give categories another name: they know both, and no products. */
const labelFiles = (files: readonly SourceFile[]) =>
  ofRole(files, "products").filter((source) => !isCatalogue(source) && has(source.file, "category_label"));

const catalogueFiles = (files: readonly SourceFile[]) =>
  ofRole(files, "products", "costs").filter(isCatalogue);

/** Files that say what a unit costs. */
export const costFiles = (files: readonly SourceFile[]): readonly SourceFile[] =>
  ofRole(files, "costs").filter((source) => isCatalogue(source) && has(source.file, "line_cost"));

/** True when the costs of the files hold from a day on. */
export const hasDatedCosts = (files: readonly SourceFile[]): boolean =>
  costFiles(files).some(({ file }) => has(file, "ordered_at"));

/** The statements that make `catalogue` (one row per product) and `labels` (one per category). */
export function catalogueStatements(files: readonly SourceFile[], place: Place): readonly string[] {
  const products = catalogueFiles(files).map((source) => {
    const column = (name: "product_name" | "category") =>
      has(source.file, name) ? `lines.${name}` : "cast(null as varchar)";
    const label = has(source.file, "category_label") ? "lines.category_label" : "cast(null as varchar)";
    return `select
        ${productKey(source)!} as product_id,
        ${column("product_name")} as product_name,
        coalesce(${label}, ${column("category")}) as category,
        ${recordOf(source)} as record
    from ${linesTable(place, source.sourceId)} as lines`;
  });
  const labels = labelFiles(files).map(
    (source) => `select lines.category, lines.category_label, ${recordOf(source)} as record
    from ${linesTable(place, source.sourceId)} as lines`,
  );
  return [
    ...(products.length === 0
      ? []
      : [
          `create table ${workTable(place, "catalogue")} as
select
    product_id,
    arg_max(product_name, record) as product_name,
    arg_max(category, record) as category
from (
    ${products.join("\n    union all\n    ")}
)
where product_id is not null
group by product_id;`,
        ]),
    ...(labels.length === 0
      ? []
      : [
          `create table ${workTable(place, "labels")} as
select category, arg_max(category_label, record) as category_label
from (
    ${labels.join("\n    union all\n    ")}
)
where category is not null and category_label is not null
group by category;`,
        ]),
  ];
}

/** The statement that makes `costs`: one row per product and day from which its cost holds; the latest record wins. */
export function costsStatement(files: readonly SourceFile[], place: Place): string {
  const name = table(place, "costs");
  const costs = costFiles(files).map(
    (source) => `select
        ${productKey(source)!} as product_id,
        ${has(source.file, "ordered_at") ? "lines.ordered_at" : "cast(null as TIMESTAMP)"} as valid_from,
        lines.line_cost as unit_cost,
        ${source.sourceId} as source_id,
        lines.source_row
    from ${linesTable(place, source.sourceId)} as lines`,
  );
  if (costs.length === 0) return createTable("costs", name);
  return `create table ${name} as
select product_id, valid_from, unit_cost, source_id, source_row
from (
    ${costs.join("\n    union all\n    ")}
)
where product_id is not null and unit_cost is not null
qualify row_number() over (
    partition by product_id, valid_from order by source_id desc, source_row desc
) = 1
order by product_id, valid_from;`;
}

/**
 * What a line's product takes from joined files, for the columns of the line's record (`lines`): the joins, and the
 * expressions of name, category and cost. `product` is the line's product key, `moment` its order's time.
 */
export function productJoins(
  files: readonly SourceFile[],
  place: Place,
  line: {
    readonly product: string;
    readonly name: string;
    readonly category: string;
    readonly cost: string;
    readonly units: string;
    readonly moment: string;
  },
): { readonly joins: string; readonly name: string; readonly category: string; readonly cost: string } {
  const known = catalogueFiles(files).length > 0;
  const labelled = labelFiles(files).length > 0;
  const priced = costFiles(files).length > 0;
  const own = known ? `coalesce(${line.category}, catalogue.category)` : line.category;
  const dated = hasDatedCosts(files);
  const costs = dated
    ? `
    asof left join (
        select product_id, coalesce(valid_from, timestamp '0001-01-01 00:00:00') as valid_from, unit_cost
        from ${table(place, "costs")}
    ) as costs
        on costs.product_id = ${line.product} and costs.valid_from <= ${line.moment}`
    : `
    left join ${table(place, "costs")} as costs on costs.product_id = ${line.product}`;
  return {
    joins: [
      known
        ? `
    left join ${workTable(place, "catalogue")} as catalogue on catalogue.product_id = ${line.product}`
        : "",
      labelled
        ? `
    left join ${workTable(place, "labels")} as labels on labels.category = ${own}`
        : "",
      priced ? costs : "",
    ].join(""),
    name: known ? `coalesce(${line.name}, catalogue.product_name)` : line.name,
    category: labelled ? `coalesce(labels.category_label, ${own})` : own,
    cost: priced
      ? `coalesce(${line.cost}, try_cast(${line.units} * costs.unit_cost as DECIMAL(18,4)))`
      : line.cost,
  };
}

/** The statements that note of each record of products and costs whether a line or a product names it. */
export function productFates(
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
): readonly string[] {
  const selling = ofRole(files, "orders", "items");
  const union = (selects: readonly string[], none: string) =>
    selects.length === 0 ? none : selects.join("\n        union\n        ");
  const sold = union(
    selling.flatMap((source) => {
      const key = productKey(source);
      return key === null ? [] : [`select ${key} as key from ${linesTable(place, source.sourceId)} as lines`];
    }),
    "select cast(null as varchar) as key",
  );
  const categories = union(
    [...selling, ...catalogueFiles(files)]
      .filter(({ file }) => has(file, "category"))
      .map(({ sourceId }) => `select category as key from ${linesTable(place, sourceId)}`),
    "select cast(null as varchar) as key",
  );
  return ofRole(files, "products", "costs").map((source) => {
    const key = productKey(source);
    return `insert into ${workTable(place, "joined")} (source_id, source_row, role, fate)
with known as (
    select key
    from (
        ${key === null ? categories : sold}
    )
    where key is not null
)
select
    ${source.sourceId},
    lines.source_row,
    '${source.file.role ?? "products"}',
    case when coalesce(${key ?? "lines.category"} in (select key from known), false) then null else 'no_order' end
from ${countedLines(linesTable(place, source.sourceId), rules)} as lines;`;
  });
}
