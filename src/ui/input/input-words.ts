/** The words of an input's settings. */
import type { InputProblem, InputType } from "../../app/input-edit.ts";
import { m, type Messages } from "../../messages/messages.ts";
import type { Input } from "../../notebook/input.ts";

/** A type by its name. */
export const typeWord = (type: InputType, messages: Messages): string =>
  ({
    slider: m.cells_type_slider,
    number: m.cells_type_number,
    date: m.cells_type_date,
    choice: m.cells_type_choice,
    text: m.cells_type_text,
    list: m.cells_type_list,
  })[type]({}, messages);

/** What is wrong with what was typed, and what would be right. */
export function problemWord(problem: InputProblem | "bounds", messages: Messages, input: Input): string {
  if (problem === "bounds" && input.type === "number") {
    const [min, max] = [input.min, input.max].map((bound) =>
      bound === null ? null : messages.number(bound, 6),
    );
    if (min && max) return m.cells_problem_bounds({ min, max }, messages);
    return min
      ? m.cells_problem_least({ min }, messages)
      : m.cells_problem_most({ max: max ?? "" }, messages);
  }
  return {
    number: m.cells_problem_number,
    bounds: m.cells_problem_number,
    order: m.cells_problem_order,
    step: m.cells_problem_step,
    options: m.cells_problem_options,
    many: m.cells_problem_many,
    long: m.cells_problem_long,
  }[problem]({}, messages);
}
