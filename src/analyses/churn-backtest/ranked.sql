-- The customers of each date by their chance, to four digits, lowest first;
-- below: how many have a lower one.
ranked as (
    select
        *,
        sum(customers) over own - customers as below
    from (
        select
            split as number,
            round(chance, 4) as chance,
            sum(customers) as customers,
            sum(returned) as returned
        from predicted
        where chance is not null
        group by split, round(chance, 4)
    )
    window own as (partition by number order by chance)
)
