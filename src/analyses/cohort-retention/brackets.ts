/** The brackets of the customer's own clock: which hold, and what the SQL needs of them. */
import type { SqlValue } from "../../sql/query.ts";
import type { CohortParams } from "./rows.ts";

/** A range of days since the first order: `from_day` in it, `to_day` not. */
export interface Bracket {
  readonly from_day: number;
  readonly to_day: number;
}

/** The classic day-N rates: on exactly that day. */
const classic: readonly Bracket[] = [1, 3, 7, 30].map((day) => ({ from_day: day, to_day: day + 1 }));

/** The brackets that hold under these parameters: the typed ones, else those of the clock, else none. */
export function bracketsOf({
  brackets,
  clock,
}: Pick<CohortParams, "brackets" | "clock">): readonly Bracket[] {
  return brackets ?? (clock === "days" ? classic : []);
}

/** True where k counts on each customer's own clock, in windows or brackets. */
export const isOwnClock = (params: Pick<CohortParams, "brackets" | "clock">): boolean =>
  params.clock !== "calendar" || params.brackets !== null;

/** The first bracket that ends before it begins, counted from 1, or null. */
export function maybeEmptyBracket({ brackets }: Pick<CohortParams, "brackets">): number | null {
  const index = brackets?.findIndex(({ from_day, to_day }) => to_day <= from_day) ?? -1;
  return index < 0 ? null : index + 1;
}

/** `$bracket_from` and `$bracket_to`: a list each, empty where k counts periods. */
export function bind(params: CohortParams): Readonly<Record<string, SqlValue>> {
  const brackets = bracketsOf(params);
  return {
    bracket_from: brackets.map(({ from_day }) => from_day),
    bracket_to: brackets.map(({ to_day }) => to_day),
  };
}
