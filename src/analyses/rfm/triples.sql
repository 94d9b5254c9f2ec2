segment_rule as (
    -- the table of segments, in its order
    select
        unnest($segment_names) as segment,
        unnest($r_low) as r_low,
        unnest($r_high) as r_high,
        unnest($f_low) as f_low,
        unnest($f_high) as f_high,
        unnest($m_low) as m_low,
        unnest($m_high) as m_high,
        unnest(range(1, len($segment_names) + 1)) as position
),
score as (
    select unnest(range(1, $classes + 1)) as score
),
triple as (
    -- every triple of scores, and what is high in it
    select
        r.score as r,
        f.score as f,
        m.score as m,
        r.score >= $high as recent,
        f.score >= $high as often,
        m.score >= $high as much
    from score as r
    cross join score as f
    cross join score as m
),
ruled as (
    -- the first rule of the table that holds
    select t.r, t.f, t.m, min_by(rule.segment, rule.position) as segment
    from triple as t
    inner join segment_rule as rule
        on t.r between rule.r_low and rule.r_high
        and t.f between rule.f_low and rule.f_high
        and t.m between rule.m_low and rule.m_high
    where $scheme = 'eleven'
    group by t.r, t.f, t.m
),
segment_of as (
    -- one row per triple: its segment by the scheme
    select
        t.r,
        t.f,
        t.m,
        case $scheme
            when 'eleven' then coalesce(ruled.segment, 'Others')
            when 'quadrants' then
                case
                    when $pair = 'frequency_monetary' then
                        if(t.often, 'Often, ', 'Seldom, ')
                        || if(t.much, 'high spend', 'low spend')
                    when $pair = 'recency_monetary' and not t.recent then
                        if(t.much, 'High spend', 'Low spend')
                        || ', gone quiet'
                    when $pair = 'recency_monetary' then
                        'Recent, ' || if(t.much, 'high spend', 'low spend')
                    when t.recent then
                        'Recent, ' || if(t.often, 'often', 'seldom')
                    else if(t.often, 'Often', 'Seldom') || ', gone quiet'
                end
            else
                case when t.much then 'Important ' else 'General ' end
                || case
                    when t.recent and t.often then 'value'
                    when t.recent then 'development'
                    when t.often then 'retention'
                    else 'win-back'
                end
        end as segment
    from triple as t
    left join ruled using (r, f, m)
)
