/** The words of the questions that an import answered by default. */
import { ambiguousDay } from "../../app/import-columns.ts";
import { inRow } from "../../app/screen-text.ts";
import { m, type Messages } from "../../messages/messages.ts";
import type { FilePlan, OpenQuestion, OrderStatus } from "../../orders/plan.ts";

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
    case "status":
      return m.import_question_status({ ...names, status: question.text ?? "" }, messages);
    case "sheet":
      return m.import_question_sheet(names, messages);
  }
}

const statuses: Readonly<Record<OrderStatus, (inputs: Record<never, never>, options: Messages) => string>> = {
  paid: m.platforms_status_paid,
  unpaid: m.platforms_status_unpaid,
  cancelled: m.platforms_status_cancelled,
  refunded: m.platforms_status_refunded,
  partially_refunded: m.platforms_status_partially_refunded,
};

const isStatus = (choice: string): choice is OrderStatus => Object.hasOwn(statuses, choice);

/** What counting an order under a status means; another word as it stands. */
const statusText = (choice: string, messages: Messages): string =>
  isStatus(choice) ? statuses[choice]({}, messages) : choice;

/** How many orders a question is about, with their money; empty where it is about the whole file. */
export function concernsText(
  { orders, amount }: OpenQuestion,
  currency: string | null,
  messages: Messages,
): string {
  if (orders === undefined) return "";
  const count = { n: orders, shown: messages.integer(orders) };
  if (amount === undefined || amount === null) return m.platforms_status_orders(count, messages);
  const money = messages.money(Number(amount), currency, { cents: true });
  return m.platforms_status_orders_amount({ ...count, amount: money }, messages);
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
  if (question.question === "status") return statusText(choice, messages);
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

const sumOf = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);

/** How many orders a reading puts on a weekend, of `figures` by weekday with Monday first; a chosen one is "assumed". */
export function figuresText(figures: readonly number[], chosen: boolean, messages: Messages): string {
  const total = sumOf(figures);
  const weekend = sumOf(figures.slice(5));
  const said =
    weekend === total && total > 0
      ? m.import_weekend_all({ n: total, shown: messages.integer(total) }, messages)
      : m.import_weekend_some(
          { weekend: messages.integer(weekend), total: messages.integer(total) },
          messages,
        );
  return inRow([said, chosen ? m.import_assumed({}, messages) : ""]);
}

/** How many dates fit both readings; empty where the readings differ in how many they can read. */
export function fitsBothText(question: OpenQuestion, messages: Messages): string {
  const totals = question.choices.map((choice) => sumOf(question.figures?.[choice] ?? []));
  const [first = 0] = totals;
  if (first === 0 || totals.some((total) => total !== first)) return "";
  return m.import_fit_both({ n: first, shown: messages.integer(first) }, messages);
}
