/** What every order says of who ordered: its customer before merges, e-mail, phone, and name and postcode where there are any. */
import type { CountingRules } from "../../orders/rules.ts";
import { identifier } from "../../sql/identifier.ts";
import { literal } from "../../sql/literal.ts";
import { extraColumns, has } from "../columns.ts";
import { orderKey, type SourceFile } from "../group.ts";
import { linesTable, workTable, type Place } from "../names.ts";
import { emailOf } from "./mailboxes.ts";
import { phoneOf } from "./phones.ts";

/** Headers of columns beside the order that hold a person's whole name, or a postcode; the first that is there is read. */
const headers = {
  name: (
    "billing name|shipping name|customer name|buyer name|recipient name|recipient|full name|name|kunde|kundenname|" +
    "ship name|ship-to name|buyer fullname|buyer full name|收货人姓名|收货人|姓名|买家姓名|顾客姓名|客户姓名|客户名称"
  ).split("|"),
  postcode: (
    "billing zip|shipping zip|billing postcode|shipping postcode|postcode|postal code|post code|zip|zip code|zipcode|plz|" +
    "postleitzahl|ship zipcode|ship-postal-code|ship postal code|code postal|cap|邮编|邮政编码"
  ).split("|"),
} as const;

/** The file's column of a person's name or a postcode among those that mean nothing else, or none. */
function beside({ file }: SourceFile, what: keyof typeof headers): string | undefined {
  const extra = extraColumns(file);
  for (const header of headers[what]) {
    const found = extra.find(({ name }) => name.trim().toLowerCase() === header);
    if (found) return identifier(found.name);
  }
  return undefined;
}

const nothing = "cast(null as varchar)";
const groupedKey = orderKey.replaceAll(/source_id|first_row/g, "grouped.$&");

/** A name as it is compared: lower case, single blanks; none where it is masked or a single letter. */
const nameOf = (text: string) =>
  `case when not regexp_matches(${text}, '[*•]') and length(trim(${text})) > 2 then regexp_replace(lower(trim(${text})), '[[:space:].,]+', ' ', 'g') end`;

/** A postcode as it is compared: letters and digits. */
const postcodeOf = (text: string) =>
  `case when not contains(${text}, '*') then nullif(regexp_replace(lower(${text}), '[^a-z0-9]', '', 'g'), '') end`;

function keysOf(source: SourceFile, place: Place): string {
  const { sourceId, file } = source;
  const [name, postcode] = [beside(source, "name"), beside(source, "postcode")];
  const email = [
    ...(has(file, "email") ? [emailOf("grouped.email")] : []),
    ...(has(file, "customer_id") ? [emailOf("grouped.customer_id")] : []),
  ];
  return `select
        decided.customer_id as customer,
        decided.kind,
        ${has(file, "customer_id")} as knows_ids,
        decided.excluded_by is null as is_kept,
        decided.target_key,
        decided.order_id,
        decided.ordered_at,
        decided.net_amount,
        ${email.length === 0 ? nothing : `coalesce(${email.join(", ")})`} as email,
        ${has(file, "phone") ? phoneOf("grouped.phone") : nothing} as phone,
        ${name ? nameOf(`lines.${name}`) : nothing} as name,
        ${postcode ? postcodeOf(`lines.${postcode}`) : nothing} as postcode
    from ${workTable(place, "decided")} as decided
    join ${workTable(place, "grouped")} as grouped
        on grouped.source_id = ${sourceId}
        and decided.order_key = ${groupedKey}${
          name || postcode
            ? `
    join ${linesTable(place, sourceId)} as lines on lines.source_row = grouped.first_row`
            : ""
        }
    where decided.source_id = ${sourceId} and decided.customer_id is not null`;
}

/** True where a file carries anything by which two of its customers could be one person. */
export function hasEvidence(files: readonly SourceFile[]): boolean {
  return files.some(({ file }) => has(file, "email") || has(file, "phone") || has(file, "customer_id"));
}

/**
 * The statements that make `identity_keys` (one row per order of a customer), `identity_customers` (orders, amount and
 * standing of each customer before merges) and `identity_marks` (each e-mail, phone, name and postcode of a customer
 * once), from the decided orders of a place.
 */
export function keyStatements(
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
): readonly string[] {
  const keys = workTable(place, "identity_keys");
  const marks = ["email", "phone", "name", "postcode"];
  return [
    `create table ${keys} as
${files.map((file) => keysOf(file, place)).join("\nunion all\n")};`,
    `create table ${workTable(place, "identity_customers")} as
select
    customer,
    any_value(kind) as kind,
    cast(list_position(${literal(rules.identity)}, any_value(kind)) as integer) as kind_rank,
    bool_or(knows_ids) as knows_ids,
    cast(count(distinct target_key) filter (is_kept) as integer) as orders,
    cast(sum(net_amount) filter (is_kept) as DECIMAL(18,4)) as amount,
    min(ordered_at) as first_ordered_at
from ${keys}
group by customer;`,
    `create table ${workTable(place, "identity_marks")} as
${marks
  .map(
    (what) => `select distinct customer, '${what}' as what, ${what} as value
from ${keys}
where is_kept and ${what} is not null`,
  )
  .join("\nunion all\n")};`,
  ];
}
