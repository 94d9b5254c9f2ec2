/** What can be added to a notebook, as menus and the palette offer it. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { topicOf, type Topic } from "../analyses/index.ts";
import { m, type Messages } from "../messages/messages.ts";
import type { Notebook } from "../notebook/document.ts";
import type { NewCell } from "../notebook/edit.ts";
import { inputTypes } from "../notebook/input.ts";
import type { OrderFacts } from "../orders/facts.ts";
import { newCell, newInputCell, type InputType, type PlainKind } from "./new-cells.ts";

/** The groups of what can be added, in the order in which menus show them. */
export type ChoiceGroup = "analysis" | "plain" | "input";

/** One thing that can be added. */
export interface CellChoice {
  /** Unique among the choices. */
  readonly id: string;
  readonly group: ChoiceGroup;
  /** What an analysis is about; undefined for all else. */
  readonly topic?: Topic | undefined;
  readonly title: string;
  /** The question that it answers, what it is, or why it cannot be added. */
  readonly note: string;
  readonly disabled: boolean;
  /** Returns the cell for the place `index`. */
  cell(notebook: Notebook, index: number): NewCell;
}

const plainKinds: readonly PlainKind[] = ["text", "sql", "chart", "list", "check"];

const plainWords = (messages: Messages): Readonly<Record<PlainKind, readonly [string, string]>> => ({
  text: [m.notebook_add_text({}, messages), m.notebook_add_text_note({}, messages)],
  sql: [m.shell_add_sql({}, messages), m.shell_add_sql_note({}, messages)],
  chart: [m.shell_add_chart({}, messages), m.shell_add_chart_note({}, messages)],
  list: [m.shell_add_list({}, messages), m.shell_add_list_note({}, messages)],
  check: [m.shell_add_check({}, messages), m.shell_add_check_note({}, messages)],
});

const inputWords = (messages: Messages): Readonly<Record<InputType, readonly [string, string]>> => ({
  slider: [m.shell_add_slider({}, messages), m.shell_add_slider_note({}, messages)],
  number: [m.shell_add_number({}, messages), m.shell_add_number_note({}, messages)],
  date: [m.shell_add_date({}, messages), m.shell_add_date_note({}, messages)],
  choice: [m.shell_add_choice({}, messages), m.shell_add_choice_note({}, messages)],
  text: [m.shell_add_line({}, messages), m.shell_add_line_note({}, messages)],
  list: [m.shell_add_pick({}, messages), m.shell_add_pick_note({}, messages)],
});

/** Choices of one group and topic under their heading. */
export interface ChoiceSection {
  readonly id: string;
  readonly name: string;
  readonly choices: readonly CellChoice[];
}

const sectionNames: Readonly<Record<Topic | ChoiceGroup, (inputs: object, messages: Messages) => string>> = {
  return: m.shell_add_return,
  people: m.shell_add_people,
  leave: m.shell_add_leave,
  value: m.shell_add_value,
  act: m.shell_add_act,
  analysis: m.shell_add_analyses,
  plain: m.shell_add_cells,
  input: m.shell_add_inputs,
};

/** Choices in the order in which they come, under the headings of their topics and groups. */
export function choiceSections(choices: readonly CellChoice[], messages: Messages): readonly ChoiceSection[] {
  const ids = [...new Set(choices.map(({ topic, group }) => topic ?? group))];
  return ids.map((id) => ({
    id,
    name: sectionNames[id]({}, messages),
    choices: choices.filter(({ topic, group }) => (topic ?? group) === id),
  }));
}

/** Columns of the orders that an analysis needs and these have not. */
export function missingColumns(needs: readonly string[], facts: OrderFacts): readonly string[] {
  return needs.filter((column) => !facts.filled.includes(column));
}

/** Returns everything that can be added: analyses first, those that the orders cannot answer disabled with the reason. */
export function cellChoices(
  analyses: readonly AnyAnalysis[],
  facts: OrderFacts,
  messages: Messages,
): readonly CellChoice[] {
  const plain = plainWords(messages);
  const inputs = inputWords(messages);
  return [
    ...analyses.map((analysis): CellChoice => {
      const without = missingColumns(analysis.needs, facts);
      return {
        id: `analysis ${analysis.id}`,
        group: "analysis",
        topic: topicOf(analysis.id),
        title: analysis.title(messages),
        note:
          without.length === 0
            ? analysis.question(messages)
            : without.some((column) => column.startsWith("contacts."))
              ? m.app_no_contacts({}, messages)
              : m.notebook_missing_columns({ columns: messages.list(without) }, messages),
        disabled: without.length > 0,
        cell: () => ({ kind: "analysis", analysis: analysis.id, params: {} }),
      };
    }),
    ...plainKinds.map((kind): CellChoice => ({
      id: kind,
      group: "plain",
      title: plain[kind][0],
      note: plain[kind][1],
      disabled: false,
      cell: (notebook, index) => newCell(kind, notebook, index),
    })),
    ...inputTypes.map((type): CellChoice => ({
      id: `input ${type}`,
      group: "input",
      title: inputs[type][0],
      note: inputs[type][1],
      disabled: false,
      cell: (notebook, index) => newInputCell(type, notebook, index),
    })),
  ];
}
