/** Pairs of customers that may be one person, found by keys that they share; never by comparing everyone with everyone. */
import { workTable, type Place } from "../names.ts";
import { isRelay, mailboxOf, providerList } from "./mailboxes.ts";
import { codedPhones } from "./phones.ts";

/** A value of more customers than this is a shop's own, a reseller's or a placeholder, and no one's. */
export const mostHolders = 5;

/** Shortest name before the @ in which one slip is looked for, and in which a slip of the domain says something. */
const [longLocal, tellingLocal] = [8, 6];

/**
 * Customers who share a value of `groups` (columns `customer`, `value`, `shown`), each paired with the best known of
 * them: the kind that the identity rule asks first, then most orders, then the earliest.
 */
const star = (groups: string) => `select
        later.customer as from_id,
        best.customer as into_id,
        later.shown as from_shown,
        best.shown as into_shown,
        later.kind <> best.kind as is_other_kind,
        later.knows_ids and best.kind = 'customer_id' as is_guest
    from ${groups}_ranked as later
    join ${groups}_ranked as best using (value)
    where later.place > 1 and best.place = 1`;

const ranked = (groups: string, customers: string) => `${groups}_shared as (
    select value
    from ${groups}
    group by value
    having count(*) between 2 and ${mostHolders}
),
${groups}_ranked as (
    select
        ${groups}.customer,
        ${groups}.value,
        ${groups}.shown,
        customers.kind,
        customers.knows_ids,
        row_number() over (
            partition by ${groups}.value
            order by kind_rank, orders desc, first_ordered_at nulls last, ${groups}.customer
        ) as place
    from ${groups}
    semi join ${groups}_shared using (value)
    join ${customers} as customers using (customer)
)`;

/** The reason of a pair that shares a value, by the kinds of its keys. */
const reasonOf = (what: "email" | "phone") =>
  `case when not is_other_kind then 'same_${what}' when is_guest then 'guest_${what}' else 'keys_together' end`;

/**
 * Names before the @ in blocks: two of eight letters and more that are one slip apart (a letter changed, added, left
 * out, or two swapped) share their first three or their last four letters.
 */
const blocks = `select *, 'first ' || left(local, 3) as block from long_locals
    union all
    select *, 'last ' || right(local, 4) as block from long_locals`;

/** The statement that makes `identity_pairs`, each pair of customers once, under its strongest reason. */
export function pairsStatement(place: Place): string {
  const customers = workTable(place, "identity_customers");
  const marks = workTable(place, "identity_marks");
  return `create table ${workTable(place, "identity_pairs")} as
with emails as (
    select
        customer,
        value,
        value as shown,
        split_part(value, '@', 1) as local,
        split_part(value, '@', 2) as domain,
        ${mailboxOf("split_part(value, '@', 1)", "split_part(value, '@', 2)")} as mailbox
    from ${marks}
    where what = 'email' and not ${isRelay("split_part(value, '@', 2)")}
),
${ranked("emails", customers)},
common_emails as (
    select value from emails group by value having count(*) > ${mostHolders}
),
own_emails as (
    select * from emails anti join common_emails using (value)
),
phone_values as (
    select distinct value as phone from ${marks} where what = 'phone'
),
coded as (
    ${codedPhones("phone_values")}
),
phones as (
    select customer, coalesce(short, value) as value, min(value) as shown
    from ${marks}
    left join coded on long = value
    where what = 'phone'
    group by customer, coalesce(short, value)
),
${ranked("phones", customers)},
mailboxes as (
    select customer, mailbox as value, min(value) as shown
    from own_emails
    group by customer, mailbox
),
${ranked("mailboxes", customers)},
domains as (
    select domain, count(distinct customer) as customers from own_emails group by domain
),
slips as (
    select rare.domain, known.domain as right_domain
    from domains as rare
    join domains as known
        on abs(length(rare.domain) - length(known.domain)) <= 1
        and damerau_levenshtein(rare.domain, known.domain) = 1
    where not list_contains(${providerList}, rare.domain)
        and list_contains(${providerList}, known.domain)
        and (rare.customers <= 2 or rare.customers * 20 <= known.customers)
),
long_locals as (
    select own.customer, own.value, own.local, own.domain, marks.what, marks.value as mark
    from own_emails as own
    join ${marks} as marks on marks.customer = own.customer and marks.what in ('name', 'postcode')
    where length(own.local) between ${longLocal} and 64
),
blocked as (
    ${blocks}
),
found as (
    select from_id, into_id, from_shown, into_shown, ${reasonOf("email")} as reason, 'certain' as confidence
    from (${star("emails")})
    union all
    select from_id, into_id, from_shown, into_shown, ${reasonOf("phone")}, 'likely'
    from (${star("phones")})
    union all
    select from_id, into_id, from_shown, into_shown, 'email_form',
        case when ends_with(from_shown, '@gmail.com') or ends_with(from_shown, '@googlemail.com')
            then 'certain' else 'likely' end
    from (${star("mailboxes")})
    where from_shown <> into_shown
    union all
    select slipped.customer, meant.customer, slipped.value, meant.value, 'email_domain', 'possible'
    from own_emails as slipped
    join slips using (domain)
    join own_emails as meant
        on meant.mailbox = ${mailboxOf("slipped.local", "slips.right_domain")}
        and meant.customer <> slipped.customer
    where length(slipped.local) >= ${tellingLocal}
    union all
    select
        case when is_later then a.customer else b.customer end,
        case when is_later then b.customer else a.customer end,
        case when is_later then a.value else b.value end,
        case when is_later then b.value else a.value end,
        'email_local',
        'possible'
    from (
        select
            a,
            b,
            (own.orders, -epoch(own.first_ordered_at), a.customer) < (other.orders, -epoch(other.first_ordered_at), b.customer)
                as is_later
        from blocked as a
        join blocked as b
            on a.domain = b.domain
            and a.block = b.block
            and a.what = b.what
            and a.mark = b.mark
            and a.value < b.value
            and a.customer <> b.customer
        join ${customers} as own on own.customer = a.customer
        join ${customers} as other on other.customer = b.customer
        where damerau_levenshtein(a.local, b.local) = 1
            and regexp_replace(a.local, '[0-9]', '', 'g') <> regexp_replace(b.local, '[0-9]', '', 'g')
    )
),
agreeing as (
    select
        from_id,
        into_id,
        case
            when bool_or(own.what = 'phone') then 'phone'
            when bool_or(own.what = 'name') then 'name'
            else 'postcode'
        end as also
    from (select distinct from_id, into_id from found where confidence = 'possible') as pairs
    join ${marks} as own on own.customer = from_id and own.what <> 'email'
    join ${marks} as other on other.customer = into_id and other.what = own.what and other.value = own.value
    group by from_id, into_id
),
with_phone as (
    select from_id, into_id
    from (select distinct from_id, into_id from found where confidence = 'possible') as pairs
    where from_id in (select customer from ${marks} where what = 'phone')
        and into_id in (select customer from ${marks} where what = 'phone')
),
weighed as (
    select
        found.* exclude (confidence),
        also,
        case
            when confidence <> 'possible' then confidence
            when also = 'phone' then 'likely'
            when with_phone.from_id is not null then 'possible'
            when also = 'name' or (reason = 'email_domain' and also is not null) then 'likely'
            else 'possible'
        end as confidence
    from found
    left join agreeing using (from_id, into_id)
    left join with_phone using (from_id, into_id)
)
select from_id, into_id, from_shown, into_shown, reason, confidence, case when reason in ('email_domain', 'email_local') then also end as also
from weighed
where length(from_id) <= 200 and length(into_id) <= 200 and not regexp_matches(from_id || into_id, '\\p{Cc}')
qualify row_number() over (
    partition by least(from_id, into_id), greatest(from_id, into_id)
    order by list_position(['certain', 'likely', 'possible'], confidence), reason, from_id, from_shown, into_shown
) = 1;`;
}
