/** The bounds of a number in words. */
import { m, type Messages } from "../../messages/messages.ts";

/** `Between 1 and 5.`, `1 or more.`, `5 or less.`: what a number of these inclusive bounds must be. */
export function boundsText(
  { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined },
  messages: Messages,
): string {
  const shown = (bound: number | undefined) => (bound === undefined ? null : messages.number(bound));
  const [low, high] = [shown(min), shown(max)];
  if (low !== null && high !== null) return m.notebook_problem_between({ min: low, max: high }, messages);
  return low !== null
    ? m.notebook_problem_least({ min: low }, messages)
    : m.notebook_problem_most({ max: high ?? "" }, messages);
}
