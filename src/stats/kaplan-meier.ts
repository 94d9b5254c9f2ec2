/**
 * The product-limit estimate of survival: Kaplan and Meier (1958), "Nonparametric estimation from incomplete
 * observations", Journal of the American Statistical Association 53(282), 457–481.
 */

/** One subject: how long it was observed, and whether the event ended that time or observation did. */
export interface Lifetime {
  readonly time: number;
  readonly event: boolean;
}

/** One step of the curve, at a time with at least one event. */
export interface SurvivalStep {
  readonly time: number;
  /** Subjects still observed and without event right before `time`. */
  readonly atRisk: number;
  readonly events: number;
  /** Share without event right after `time`, 0…1. */
  readonly survival: number;
}

/**
 * The steps of the survival curve, by time. Subjects whose observation ends at the time of an event count as at
 * risk there. Empty without events.
 */
export function kaplanMeier(lifetimes: readonly Lifetime[]): readonly SurvivalStep[] {
  const sorted = lifetimes.toSorted((a, b) => a.time - b.time);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  for (let start = 0; start < sorted.length;) {
    const time = sorted[start]!.time;
    let end = start;
    let events = 0;
    for (; end < sorted.length && sorted[end]!.time === time; end++) if (sorted[end]!.event) events++;
    if (events > 0) {
      const atRisk = sorted.length - start;
      survival *= 1 - events / atRisk;
      steps.push({ time, atRisk, events, survival });
    }
    start = end;
  }
  return steps;
}

/** The first time at which at most half are without event, in the unit of `time`; null where the curve ends above. */
export function medianSurvival(steps: readonly SurvivalStep[]): number | null {
  // A product that is one half on paper may end a few units in the last place above it.
  return steps.find(({ survival }) => survival <= 0.5 + 1e-9)?.time ?? null;
}
