churned as (
    select c.*, h.day
    from buyer as c
    inner join horizon as h on c.last_on <= h.last_day
),
rule as (
    -- what the user's words for a reason mean, in the order of the table
    select *
    from (
        select
            lower(trim(unnest(cast($mapping_text as varchar[])))) as text,
            unnest(cast($mapping_category as varchar[])) as category,
            unnest(range(1, len(cast($mapping_text as varchar[])) + 1)) as position
    )
    where text <> ''
),
wording as (
    select distinct trim(reason) as wording
    from reasons
    where trim(reason) <> ''
),
meaning as (
    -- the first row of the table whose words are in the reason, else the reason
    select
        w.wording,
        coalesce(min_by(m.category, m.position), w.wording) as reason
    from wording as w
    left join rule as m on contains(lower(w.wording), m.text)
    group by w.wording
),
given as (
    -- A reason that is dated counts from the day of the last order on: from an
    -- earlier one the customer came back.
    select c.customer_key, m.reason, s.given_on, s.source_id, s.source_row
    from (
        select
            customer_key,
            trim(reason) as wording,
            cast(coalesce(given_at, closed_at, opened_at) as date) as given_on,
            source_id,
            source_row
        from reasons
    ) as s
    inner join meaning as m using (wording)
    inner join churned as c
        on c.customer_key = s.customer_key
        and (s.given_on is null or s.given_on between c.last_on and c.day)
),
said as (
    -- one row per customer and reason that counts
    select customer_key, reason
    from given
    group by customer_key, reason
    having $per_customer = 'every'
    union all
    select
        customer_key,
        last(reason order by given_on nulls first, source_id, source_row)
    from given
    where $per_customer = 'latest'
    group by customer_key
),
/* look.sql */,
/* totals.sql */,
/* scores.sql */,
/* triples.sql */,
/* tier-of.sql */,
placed as (
    -- the groups that each churned customer is in
    select
        c.customer_key,
        case when c.orders >= 3 then '3+' else cast(c.orders as varchar) end
            as orders,
        g.segment,
        t.tier
    from churned as c
    inner join scored as s using (customer_key)
    inner join segment_of as g using (r, f, m)
    inner join tier_of as t using (customer_key)
),
named as (
    -- the reasons that most customers gave; the rest of them are one
    select
        reason,
        row_number() over (order by count(*) desc, reason) <= $max_reasons
            as shown
    from said
    group by reason
),
told as (
    -- one row per customer and mark of a reason
    select distinct
        s.customer_key,
        case when n.shown then 'reason' else 'others' end as kind,
        case when n.shown then s.reason end as reason
    from said as s
    inner join named as n using (reason)
)
