/** Parameters of an analysis that follow an input. */
import { isInputRef, type Cell, type Notebook } from "../notebook/document.ts";
import type { Input } from "../notebook/input.ts";
import type { ParamSpec } from "../sql/params.ts";

/** An input that a parameter can follow. */
export interface BindableInput {
  readonly id: string;
  readonly name: string;
  readonly label: string;
}

const fitting: Readonly<Record<ParamSpec["kind"], readonly Input["type"][]>> = {
  number: ["slider", "number"],
  choice: ["choice", "text"],
  boolean: ["choice", "text"],
  date: ["date"],
  numbers: [],
  text: ["text", "choice"],
  list: ["list"],
  table: [],
  struct: [],
};

type InputCell = Extract<Cell, { readonly kind: "input" }>;

/** The cell of an input's name, without regard to case. */
export function inputCell(notebook: Notebook, name: string): InputCell | undefined {
  return notebook.cells.find(
    (cell): cell is InputCell => cell.kind === "input" && cell.name?.toLowerCase() === name.toLowerCase(),
  );
}

/** The named inputs whose values a parameter can take, in the order of the notebook. */
export function bindableInputs(notebook: Notebook, spec: ParamSpec): readonly BindableInput[] {
  return notebook.cells.flatMap((cell) =>
    cell.kind === "input" && cell.name !== undefined && fitting[spec.kind].includes(cell.input.type)
      ? [{ id: cell.id, name: cell.name, label: cell.input.label || cell.name }]
      : [],
  );
}

/** Parameters with the values of the inputs that they follow, to show them; without those whose input is not there. */
export function shownParams(
  params: Readonly<Record<string, unknown>>,
  notebook: Notebook,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => {
      if (!isInputRef(value)) return [[name, value]];
      const cell = inputCell(notebook, value.ref);
      return cell ? [[name, cell.input.value]] : [];
    }),
  );
}
