/** What a cell begins with when it is added. */
import type { Notebook } from "../notebook/document.ts";
import type { NewCell } from "../notebook/edit.ts";
import { emptyChart } from "../notebook/chart-spec.ts";
import type { inputTypes, Input } from "../notebook/input.ts";
import { freeName } from "../notebook/names.ts";

/** What can be added besides analyses. */
export type PlainKind = "text" | "sql" | "chart" | "list" | "check";

/** What an input can be. */
export type InputType = (typeof inputTypes)[number];

const namesOf = (notebook: Notebook): readonly string[] => notebook.cells.flatMap(({ name }) => name ?? []);

/** The name of the nearest cell above `index` of these kinds that has one, else the nearest below, else null. */
function nearestName(notebook: Notebook, index: number, kinds: readonly string[]): string | null {
  const named = (cells: readonly Notebook["cells"][number][]) =>
    cells.filter((cell) => cell.name !== undefined && kinds.includes(cell.kind));
  const above = named(notebook.cells.slice(0, index)).at(-1);
  return (above ?? named(notebook.cells.slice(index))[0])?.name ?? null;
}

const inputNames: Readonly<Record<InputType, string>> = {
  slider: "level",
  number: "amount",
  date: "day",
  choice: "choice",
  text: "phrase",
  list: "members",
};

function newInput(type: InputType, list: string | null): Input {
  switch (type) {
    case "slider":
      return { type, label: "", min: 0, max: 100, step: 1, value: 50 };
    case "number":
      return { type, label: "", min: null, max: null, value: 0 };
    case "date":
      return { type, label: "", value: null };
    case "choice":
      return { type, label: "", options: [], value: null };
    case "text":
      return { type, label: "", value: "" };
    case "list":
      return { type, label: "", value: list };
  }
}

/** The beginning of a list: those who came back at least once. */
const regulars = "select customer_key\nfrom customers\nwhere orders >= 2";

/**
 * Returns a new cell of a kind for the place `index`: SQL, lists and inputs with a free name, so that other cells can
 * refer to them at once; a chart of the nearest named table.
 */
export function newCell(kind: PlainKind, notebook: Notebook, index: number): NewCell {
  const name = (text: string) => freeName(text, namesOf(notebook));
  switch (kind) {
    case "text":
      return { kind, markdown: "" };
    case "sql":
      return { kind, name: name("query"), sql: "" };
    case "chart":
      return {
        kind,
        source: nearestName(notebook, index, ["sql", "analysis", "list"]) ?? "",
        chart: emptyChart,
      };
    case "list":
      return { kind, name: name("regulars"), list: { by: "sql", sql: regulars } };
    case "check":
      return { kind, question: "", expected: { by: "value", value: 0 }, tolerance: 0, hint: "" };
  }
}

/** Returns a new input of a type with a free name; one of lists stands at the nearest list. */
export function newInputCell(type: InputType, notebook: Notebook, index: number): NewCell {
  return {
    kind: "input",
    name: freeName(inputNames[type], namesOf(notebook)),
    input: newInput(type, nearestName(notebook, index, ["list"])),
  };
}
