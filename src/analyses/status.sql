case
            when day - last_day > long_days then 'long_term_churned'
            when day - last_day > short_days then 'short_term_churned'
            when day - comeback_day <= short_days then 'reactivated'
            when day - first_day <= short_days then 'new'
            else 'active'
        end
