-- The store's purchase cycle as it was known at the end of `looked` (day), from
-- `purchases` (customer_key, day, gap): the gaps that had ended by then.
gap_counts as (
    select 'store' as level_id, days, own_gaps, count(*) as gaps
    from (
        select
            p.gap as days,
            count(*) over (partition by p.customer_key) as own_gaps
        from purchases as p
        cross join looked as l
        where p.gap is not null and p.day <= l.day
    )
    group by days, own_gaps
),

/* cycle.sql */
