/** Why a care calendar cannot be made with these parameters. */
import { m } from "../../messages/messages.ts";
import type { Telling, Unanswerable } from "../analysis.ts";
import type { CareParams } from "./params.ts";
import { reasonWords } from "./words.ts";

const isQuiet = (hour: number, { from, to }: CareParams["quiet_hours"][number]): boolean =>
  from <= to ? hour >= from && hour < to : hour >= from || hour < to;

/** The reason why these orders cannot answer, or null. */
export function check(params: CareParams, { facts, messages }: Telling): Unanswerable {
  const because = (reason: string) => ({ reason });
  if (!facts.has_customer_key || facts.customers === 0) return because(m.care_refuse_customer({}, messages));
  const asked = params.reasons.map(({ reason }) => reason);
  const twice = asked.find((reason, index) => asked.indexOf(reason) < index);
  if (twice !== undefined)
    return because(m.care_refuse_twice({ reason: reasonWords(twice, messages) }, messages));
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  if (hours.every((hour) => params.quiet_hours.some((stretch) => isQuiet(hour, stretch))))
    return because(m.care_refuse_hours({}, messages));
  const column = params.member_since;
  if (column !== null && !(facts.attributes ?? []).some(({ name }) => name === column))
    return because(m.care_refuse_member({ column }, messages));
  if (params.lead_max < params.lead_min) {
    const leads = { max: messages.integer(params.lead_max), min: messages.integer(params.lead_min) };
    return because(m.care_refuse_lead(leads, messages));
  }
  return null;
}
