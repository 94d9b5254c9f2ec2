/** The calendar file of an analysis's cell: the days that its result names, for a program that keeps a calendar. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { toICalendar, type CalendarEvent } from "../base/icalendar.ts";
import type { Messages } from "../messages/messages.ts";
import type { OrderFacts } from "../orders/facts.ts";
import type { AnalysisResult } from "../runtime/state.ts";

/** The events of a result, by day; none where the analysis names no days. */
export function eventsOf(
  analysis: AnyAnalysis,
  last: Pick<AnalysisResult, "result" | "params" | "context">,
  facts: OrderFacts,
  messages: Messages,
): readonly CalendarEvent[] {
  return analysis.calendar?.(last.result, last.params, { messages, context: last.context, facts }) ?? [];
}

/** The text of the file; `title` names the calendar. @throws RegularsError without an event */
export function calendarText(events: readonly CalendarEvent[], title: string, madeAt: Date): string {
  return toICalendar(events, { name: title, madeAt });
}
