-- The coming days, from the day after today on.
coming as (
    select r.today + cast(unnest(range(1, $days + 1)) as integer) as date
    from product_reading as r
),

-- Whose day is 29 February is thought of on the 28th where a year has no 29th.
anniversaries as materialized (
    select date, 100 * month(date) + day(date) as month_day
    from coming
    union all
    select date, 229
    from coming
    where month(date) = 2 and day(date) = 28 and month(date + 1) = 3
),

-- When a customer joined, in whatever usual form the file writes a date.
joined as (
    select
        customer_id,
        coalesce(
            cast(try_cast(written as timestamp) as date),
            cast(try_strptime(written, [
                '%Y/%m/%d', '%Y.%m.%d', '%Y年%m月%d日', '%d.%m.%Y', '%Y%m%d'
            ]) as date)
        ) as joined_on
    from (
        select customer_id, trim(cast($member_column as varchar)) as written
        from customer_attributes
        where $has_member_column
    )
),

-- What falls on a day for everyone of an audience.
occasions as (
    select
        unnest(cast($holiday_date as date[])) as date,
        'holiday' as reason,
        unnest(cast($holiday_id as varchar[])) as detail,
        unnest(cast($holiday_audience as varchar[])) as audience
    union all
    select
        unnest(cast($events_date as date[])),
        'event',
        unnest(cast($events_name as varchar[])),
        unnest(cast($events_audience as varchar[]))
),

-- The latest contact: nobody is written to again within the quiet days.
contacted as (
    select c.customer_key, max(cast(c.sent_at as date)) as contacted_on
    from contacts as c
    cross join product_reading as r
    where c.customer_key is not null
        and c.contact_group is distinct from 'control'
        and c.sent_at < r.today + interval 1 day
    group by c.customer_key
),

-- Orders that wait for their payment, unless the customer has ordered since.
unpaid_orders as (
    select
        a.customer_key,
        any_value(a.customer_id) as customer_id,
        arg_max(
            a.order_id, struct_pack(at := a.ordered_at, id := a.order_id)
        ) as order_id
    from all_orders as a
    cross join product_reading as r
    left join standing as t on t.customer_key = a.customer_key
    where a.status = 'unpaid'
        and (a.excluded_by is null or a.excluded_by = 'unpaid')
        and a.customer_key is not null
        and a.ordered_at < r.today + interval 1 day
        and a.ordered_at >= r.today - $unpaid_days + interval 1 day
        and not exists (
            select *
            from orders as o
            where o.customer_key = a.customer_key
                and o.status <> 'unpaid'
                and o.ordered_at > a.ordered_at
                and o.ordered_at < r.today + interval 1 day
        )
        -- A filter leaves out whom it leaves out here, too.
        and (t.customer_key is not null or not exists (
            select *
            from main.customers as c
            where c.customer_key = a.customer_key
        ))
    group by a.customer_key
),

reasons_found as (
    select
        u.customer_key,
        u.customer_id,
        r.today + 1 as date,
        'unpaid' as reason,
        u.order_id as detail
    from unpaid_orders as u
    cross join product_reading as r
    union all
    select
        b.customer_key,
        b.customer_id,
        greatest(m.remind_from, r.today + 1),
        'replenishment',
        m.product_name
    from reminders as m
    inner join buyers as b on b.customer_key = m.customer_key
    cross join product_reading as r
    where m.state in ('now', 'upcoming')
        and m.remind_to > r.today
    union all
    -- the first day on which more than this part of a cycle has passed
    select
        customer_key,
        customer_id,
        last_day + cast(floor($at_risk_from * cycle_days) as integer) + 1,
        'at_risk',
        cast(cast(floor($at_risk_from * cycle_days) as integer) + 1 as varchar)
    from buyers
    where floor($at_risk_from * cycle_days) + 1 <= cycle_days
    union all
    -- the first day past one cycle; those who are past it, tomorrow
    select
        customer_key,
        customer_id,
        date,
        'win_back',
        cast(date - last_day as varchar)
    from (
        select
            b.*,
            case
                when $win_back = 'all' then greatest(
                    b.last_day + cast(floor(b.cycle_days) as integer) + 1,
                    r.today + 1
                )
                else b.last_day + cast(floor(b.cycle_days) as integer) + 1
            end as date
        from buyers as b
        cross join product_reading as r
    )
    where date - last_day <= 3 * cycle_days
    union all
    select b.customer_key, b.customer_id, d.date, 'birthday', null
    from buyers as b
    inner join anniversaries as d
        on d.month_day = 100 * month(b.birthday) + day(b.birthday)
    where b.birthday < d.date
    union all
    select
        b.customer_key,
        b.customer_id,
        d.date,
        'member_since',
        cast(year(d.date) - year(j.joined_on) as varchar)
    from joined as j
    inner join buyers as b on b.customer_id = j.customer_id
    inner join anniversaries as d
        on d.month_day = 100 * month(j.joined_on) + day(j.joined_on)
    where year(d.date) > year(j.joined_on)
    union all
    select
        b.customer_key,
        b.customer_id,
        d.date,
        'first_order',
        cast(year(d.date) - year(b.first_day) as varchar)
    from buyers as b
    inner join anniversaries as d
        on d.month_day = 100 * month(b.first_day) + day(b.first_day)
    where year(d.date) > year(b.first_day)
    union all
    select b.customer_key, b.customer_id, o.date, o.reason, o.detail
    from occasions as o
    inner join buyers as b
        on o.audience = 'everyone'
        or o.audience = b.status
        or (
            o.audience = 'not_lost'
            and b.status is distinct from 'long_term_churned'
        )
),

-- position: how valuable the reason is, 1 the most; a reason that is not listed
-- is not asked for.
candidates as materialized (
    select
        f.customer_key,
        f.customer_id,
        f.date,
        f.reason,
        f.detail,
        list_position(cast($reasons_reason as varchar[]), f.reason)
            as position,
        coalesce(f.date - c.contacted_on < $quiet_days, false) as is_quiet
    from reasons_found as f
    cross join product_reading as r
    left join contacted as c on c.customer_key = f.customer_key
    where f.date > r.today
        and f.date <= r.today + $days
        and list_contains(cast($reasons_reason as varchar[]), f.reason)
),
