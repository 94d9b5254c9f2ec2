/** The words of the questions that an import answered by default. */
import { ambiguousDay } from "../../app/import-columns.ts";
import { m, type Messages } from "../../messages/messages.ts";
import type { FilePlan, OpenQuestion } from "../../orders/plan.ts";

const dayAndMonth = (day: string, messages: Messages) =>
  new Intl.DateTimeFormat(messages.locale === "en" ? "en-GB" : messages.locale, {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));

/** What is asked, with a cell of the file that can be read in two ways where there is one. */
export function questionText(file: FilePlan, question: OpenQuestion, messages: Messages): string {
  const names = { file: file.name, column: question.column ?? "" };
  switch (question.question) {
    case "date_order": {
      const example = ambiguousDay(file, question);
      return example === null
        ? m.import_question_date_plain(names, messages)
        : m.import_question_date(
            {
              ...names,
              example: example.text,
              day_first: dayAndMonth(example.dayFirst, messages),
              month_first: dayAndMonth(example.monthFirst, messages),
            },
            messages,
          );
    }
    case "decimal":
      return m.import_question_decimal(names, messages);
    case "time_zone":
      return m.import_question_time_zone(names, messages);
    case "currency":
      return m.import_question_currency(names, messages);
    case "mapping":
      return m.import_question_mapping(names, messages);
  }
}

/** The words of one choice; zones, currencies and columns stand as they are. */
export function choiceText(
  file: FilePlan,
  question: OpenQuestion,
  choice: string,
  messages: Messages,
): string {
  if (question.question === "decimal")
    return choice === "." ? m.import_choice_point({}, messages) : m.import_choice_comma({}, messages);
  if (question.question === "currency" && choice === "")
    return m.import_choice_unknown_currency({}, messages);
  if (question.question !== "date_order") return choice;
  if (choice === "ymd") return m.import_choice_year_first({}, messages);
  const example = ambiguousDay(file, question);
  const words =
    choice === "dmy" ? m.import_choice_day_first({}, messages) : m.import_choice_month_first({}, messages);
  if (example === null) return words;
  const day = choice === "dmy" ? example.dayFirst : example.monthFirst;
  return m.import_choice_with_example({ choice: words, example: dayAndMonth(day, messages) }, messages);
}
