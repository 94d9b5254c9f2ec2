/** Contacts and reasons: what was sent to customers and what they said, each with the customer of the orders that it names. */
import type { CanonicalColumn, FileRole } from "../orders/plan.ts";
import { groupWords } from "../orders/contact-groups.ts";
import type { CountingRules } from "../orders/rules.ts";
import { createTable } from "../orders/schema.ts";
import { literal } from "../sql/literal.ts";
import { has, lineType } from "./columns.ts";
import { buyerKey, countedLines, orderKey, type SourceFile } from "./group.ts";
import { customerKinds } from "./joined-customers.ts";
import { idList } from "./joined.ts";
import { linesTable, table, workTable, type Place } from "./names.ts";
import { ofRole, roleOf, targetsOf } from "./roles.ts";

const peopleRoles = ["contacts", "reasons"] as const satisfies readonly FileRole[];

const column = ({ file }: SourceFile, name: CanonicalColumn) =>
  has(file, name) ? `lines.${name}` : `cast(null as ${lineType(name)})`;

/** The keys by which a file's records name a customer, in the order in which they are tried. */
const kindsOf = ({ file }: SourceFile) => customerKinds.filter((kind) => has(file, kind));

/** What a record calls its customer, as orders' keys are compared; null where it names none. */
function namedIn(source: SourceFile): string {
  const keys = kindsOf(source).map((kind) => buyerKey(kind, `lines.${kind}`));
  return keys.length === 0 ? "cast(null as varchar)" : `coalesce(${keys.join(", ")})`;
}

/**
 * The statements that note what becomes of each record of contacts and reasons: it is kept, also where no order knows its
 * customer, unless it names nobody (`no_customer`) or says again what another file of its role says (`same_order`).
 */
export function peopleFates(
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
): readonly string[] {
  return ofRole(files, ...peopleRoles).map((source) => {
    const others = ofRole(files, roleOf(source.file)).filter(({ sourceId }) =>
      rules.same_order === "later" ? sourceId > source.sourceId : sourceId < source.sourceId,
    );
    const said = others.map(
      ({ sourceId }) => `lines.record_hash in (select record_hash from ${linesTable(place, sourceId)})`,
    );
    const order = has(source.file, "order_id") ? " and lines.order_id is null" : "";
    return `insert into ${workTable(place, "joined")} (source_id, source_row, role, fate)
select
    ${source.sourceId},
    lines.source_row,
    '${roleOf(source.file)}',
    case
        when ${namedIn(source)} is null${order} then 'no_customer'
        when ${["false", ...said].join(" or ")} then 'same_order'
    end
from ${countedLines(linesTable(place, source.sourceId), rules)} as lines;`;
  });
}

/** The group in the words of the data model; null for a word that is not known, never guessed. */
function groupIn(source: SourceFile): string {
  if (!has(source.file, "contact_group")) return "'treated'";
  const cases = Object.entries(groupWords).map(
    ([group, words]) =>
      `when list_contains(cast(${literal(words)} as varchar[]), lower(trim(lines.contact_group))) then '${group}'`,
  );
  return `case ${cases.join(" ")} end`;
}

/** Shorter runs of digits are no phone's: an id of `1001` must not meet one. */
const shortestPhone = 7;

/**
 * The statement that makes `people_keys`: the customer of each key that orders have, of the customer's own id too. A key
 * of several customers' orders (an e-mail that a family shares) is the customer's who ordered last.
 */
export function peopleKeysStatement(files: readonly SourceFile[], place: Place): string {
  if (ofRole(files, ...peopleRoles).length === 0) return "";
  const decided = workTable(place, "decided");
  const own = customerKinds.map(
    (kind) => `select '${kind}' as kind, ${buyerKey(kind, `grouped.${kind}`)} as key, orders.order_key
    from ${workTable(place, "grouped")} as grouped
    join ${decided} as orders on orders.order_key = ${orderKey.replaceAll(/\b(source_id|first_row)\b/g, "grouped.$1")}`,
  );
  return `create table ${workTable(place, "people_keys")} as
with seen as (
    ${own.join("\n    union all\n    ")}
    union all
    select 'customer_id' as kind, lower(customer_id) as key, order_key
    from ${decided}
)
select
    seen.kind,
    seen.key,
    arg_max(orders.customer_key, (orders.ordered_at, orders.order_key)) as customer_key,
    arg_max(orders.customer_id, (orders.ordered_at, orders.order_key)) as customer_id
from seen
join ${decided} as orders using (order_key)
where seen.key is not null and orders.customer_key is not null
group by seen.kind, seen.key;`;
}

/** What a record's key may be among the orders, the likeliest first: a list of customers calls an e-mail an id. */
const meets: Readonly<Record<(typeof customerKinds)[number], readonly (typeof customerKinds)[number][]>> = {
  customer_id: ["customer_id", "email", "phone"],
  email: ["email", "customer_id"],
  phone: ["phone", "customer_id"],
};

/** The customer of each record: by its keys in the order of `meets`, else by the order that it names. */
function matched(source: SourceFile, files: readonly SourceFile[], place: Place): string {
  const { sourceId, file } = source;
  const lines = linesTable(place, sourceId);
  const attempts = kindsOf(source).flatMap((kind) =>
    meets[kind].map((other) => {
      const key = buyerKey(kind === "customer_id" ? other : kind, `lines.${kind}`);
      const fits = other === "phone" && kind !== "phone" ? ` where length(${key}) >= ${shortestPhone}` : "";
      return `'${other}' as kind, ${key} as key
        from ${lines} as lines${fits}`;
    }),
  );
  const found = attempts.map(
    (attempt, index) => `select lines.source_row, ${index + 1} as attempt, ${attempt}`,
  );
  const byKey =
    found.length === 0
      ? []
      : [
          `select attempts.source_row, attempts.attempt, keys.customer_key, keys.customer_id
        from (
        ${found.join("\n        union all\n        ")}
        ) as attempts
        join ${workTable(place, "people_keys")} as keys using (kind, key)`,
        ];
  const byOrder = has(file, "order_id")
    ? [
        `select lines.source_row, ${found.length + 1} as attempt, orders.customer_key, orders.customer_id
        from ${lines} as lines
        join (
            select
                order_id,
                arg_max(customer_key, order_key) as customer_key,
                arg_max(customer_id, order_key) as customer_id
            from ${workTable(place, "decided")}
            where source_id in (${idList(targetsOf(source, files))}) and customer_key is not null
            group by order_id
        ) as orders using (order_id)`,
      ]
    : [];
  return `select
        source_row,
        arg_min(customer_key, attempt) as customer_key,
        arg_min(customer_id, attempt) as customer_id
    from (
        ${[...byKey, ...byOrder].join("\n        union all\n        ")}
    )
    group by source_row`;
}

/** The records of one file that are kept, with their customer and these columns. */
function keptRecords(
  source: SourceFile,
  files: readonly SourceFile[],
  place: Place,
  columns: readonly string[],
): string {
  return `select
    coalesce(matched.customer_id, ${namedIn(source)}) as customer_id,
    matched.customer_key,
    ${columns.join(",\n    ")},
    ${source.sourceId} as source_id,
    lines.source_row
from ${linesTable(place, source.sourceId)} as lines
semi join (
    select source_row
    from ${workTable(place, "joined")}
    where source_id = ${source.sourceId} and fate is null
) as kept using (source_row)
left join (
    ${matched(source, files, place)}
) as matched using (source_row)`;
}

function tableOf(
  role: (typeof peopleRoles)[number],
  files: readonly SourceFile[],
  place: Place,
  columns: (source: SourceFile) => readonly string[],
): string {
  const name = table(place, role);
  const records = ofRole(files, role).map((source) => keptRecords(source, files, place, columns(source)));
  return `${createTable(role, name)}${
    records.length === 0
      ? ""
      : `\ninsert into ${name}\nselect *\nfrom (\n${records.join("\nunion all\n")}\n)\norder by source_id, source_row;`
  }`;
}

/** The statement that makes `contacts`, in the order of the files. */
export const contactsStatement = (files: readonly SourceFile[], place: Place): string =>
  tableOf("contacts", files, place, (source) => [
    `${column(source, "sent_at")} as sent_at`,
    `${column(source, "campaign")} as campaign`,
    `${column(source, "channel")} as channel`,
    `${groupIn(source)} as contact_group`,
    `${column(source, "contact_cost")} as unit_cost`,
  ]);

/** The statement that makes `reasons`, in the order of the files. */
export const reasonsStatement = (files: readonly SourceFile[], place: Place): string =>
  tableOf("reasons", files, place, (source) =>
    (
      [
        "order_id",
        "reason",
        "given_at",
        "note",
        "opened_at",
        "closed_at",
        "severity",
        "satisfaction",
      ] as const
    ).map((name) => `${column(source, name)} as ${name}`),
  );
