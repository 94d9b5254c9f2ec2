-- The cuts, and 200 draws of the entities in mass_of (rank, entities, mass).
cut as (
    -- the cuts, and the same a percentage point lower and higher
    select
        cuts,
        [greatest(c - 0.01, 0) for c in cuts] as lower_cuts,
        [least(c + 0.01, 1) for c in cuts] as higher_cuts
    from (select cast($cuts as decimal(9, 8)[]) as cuts)
),
block as (
    -- the bootstrap draws weights: of each entity where they are few, else of
    -- the first 500 each and of 500 blocks of neighbours in rank
    select
        case
            when entities <= 1000 or rank <= 500 then rank
            else 500 + ((rank - 500) * 500 + entities - 501)
                // (entities - 500)
        end as block,
        count(*) as members,
        min(rank) as first_rank,
        cast(sum(mass) as double) as mass,
        sum(cast(mass as double) * cast(mass as double)) as squares
    from mass_of
    group by block
),
draw as (
    -- two even numbers below 1 of each draw and block: a mixing hash of both
    select
        draw,
        b.*,
        (cast(xor(hash_2, hash_2 >> 16) as double) + 0.5)
            / 4294967296 as u,
        (cast(xor(other_2, other_2 >> 16) as double) + 0.5)
            / 4294967296 as v
    from (
        select
            *,
            xor(hash_1, hash_1 >> 16) * 73244475 % 4294967296 as hash_2,
            xor(other_1, other_1 >> 16) * 73244475 % 4294967296 as other_2
        from (
            select
                draw,
                block,
                xor(seed, seed >> 16) * 73244475 % 4294967296 as hash_1,
                xor(seed + 1048576, (seed + 1048576) >> 16)
                    * 73244475 % 4294967296 as other_1
            from (
                select draw, block, draw * 4096 + block as seed
                from range(200) as draws(draw)
                cross join block
            )
        )
    )
    inner join block as b using (block)
),
weighed as (
    -- an entity's weight is Poisson(1); the sum over a block is near enough
    -- normal, of the same mean and variance
    select
        draw,
        block,
        members,
        first_rank,
        case
            when members = 1 then mass * (
                cast(u >= 0.36787944117144233 as integer)
                + cast(u >= 0.7357588823428847 as integer)
                + cast(u >= 0.9196986029286058 as integer)
                + cast(u >= 0.9810118431238462 as integer)
                + cast(u >= 0.9963401531726563 as integer)
                + cast(u >= 0.9994058151824183 as integer)
                + cast(u >= 0.999916758850712 as integer)
                + cast(u >= 0.9999897508033253 as integer)
            )
            else greatest(
                0,
                mass + sqrt(squares) * sqrt(-2 * ln(u)) * cos(2 * pi() * v)
            )
        end as mass
    from draw
),
drawn as (
    select
        *,
        coalesce(sum(mass) over (
            partition by draw order by block
            rows between unbounded preceding and 1 preceding
        ), 0) as start,
        sum(mass) over (partition by draw) as whole
    from weighed
),
boundary as (
    -- the last rank that begins below each cut; within a block by proportion;
    -- a draw of nothing but zeros says nothing
    select
        draw,
        cut,
        cast(max(case
            when start >= share * whole then 0
            when members = 1 then first_rank
            when share * whole - start >= mass then first_rank + members - 1
            else first_rank - 1
                + ceil((share * whole - start) / mass * members)
        end) as bigint) as last_rank
    from drawn
    cross join (
        select
            unnest(cast(cuts as double[])) as share,
            unnest(range(1, len(cuts) + 1)) as cut
        from cut
    )
    where whole > 0
    group by draw, cut
),
draws as (
    select count(distinct draw) as draws from boundary
),
stay as (
    -- from each rank on, the draws in which an entity there is in this step
    select
        step,
        from_rank,
        sum(sum(draws)) over (partition by step order by from_rank) as draws
    from (
        select cut + 1 as step, last_rank + 1 as from_rank, 1 as draws
        from boundary
        union all
        select cut, last_rank + 1, -1 from boundary
        union all
        select 1, 1, draws from draws
    )
    group by step, from_rank
)
