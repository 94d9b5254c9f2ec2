-- The last full month and what changed against the month before.
select
    strftime(this.month, '%Y-%m') as month,
    this.orders,
    this.new_customers,
    round(this.net_amount, 2) as net_amount,
    round(100.0 * (this.net_amount / nullif(before.net_amount, 0) - 1), 1)
        as change_percent
from months as this
left join months as before on before.month = this.month - interval 1 month
order by this.month desc
limit 1
