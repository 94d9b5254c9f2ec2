-- Whom a channel reaches: each address once, as it stands in a contact file.
-- Where no customer has such an address, who has one is not known.
addresses as (
    select
        'email' as address,
        min(customer_key) as customer_key
    from audience
    where regexp_full_match(trim(email), '[^\s@]+@[^\s@]+\.[^\s@]+')
    group by lower(trim(email))
    union all
    select 'phone', min(customer_key)
    from audience
    where trim(phone) <> ''
    group by trim(phone)
)
