-- The estimates by their letters, of the model of orders, of spend, and of the
-- model fitted to the check's calibration.
select
    cast(estimates.model as varchar) as model,
    cast(letters.letter as varchar) as parameter,
    cast(estimates.fitted[letters.place] as double) as value,
    cast(estimates.errors[letters.place] as double) as se,
    cast(estimates.lows[letters.place] as double) as low,
    cast(estimates.highs[letters.place] as double) as high,
    cast(estimates.log_likelihood as double) as log_likelihood,
    cast(estimates.state = 'fitted' as boolean) as converged,
    cast(estimates.state as varchar) as state
from (
    values
    (
        1,
        $model,
        cast($fit_values as double[]),
        cast($fit_errors as double[]),
        cast($fit_lows as double[]),
        cast($fit_highs as double[]),
        cast($fit_log_likelihood as double),
        $fit_state
    ),
    (
        2,
        'gamma_gamma',
        cast($spend_values as double[]),
        cast($spend_errors as double[]),
        cast($spend_lows as double[]),
        cast($spend_highs as double[]),
        cast($spend_log_likelihood as double),
        $spend_state
    ),
    (
        3,
        'check',
        cast($check_values as double[]),
        cast($check_errors as double[]),
        cast($check_lows as double[]),
        cast($check_highs as double[]),
        cast($check_log_likelihood as double),
        $check_state
    )
) as estimates (
    position, model, fitted, errors, lows, highs, log_likelihood, state
)
inner join (
    select
        model,
        unnest(named) as letter,
        unnest(range(1, 1 + len(named))) as place
    from (
        values
        ('bg_nbd', ['r', 'alpha', 'a', 'b']),
        ('mbg_nbd', ['r', 'alpha', 'a', 'b']),
        ('pareto_nbd', ['r', 'alpha', 's', 'beta']),
        ('gamma_gamma', ['p', 'q', 'v'])
    ) as models (model, named)
) as letters
    on letters.model = case estimates.model
        when 'check' then $model else estimates.model
    end
order by estimates.position, letters.place
