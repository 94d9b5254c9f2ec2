/** Checks an input of an untrusted document. */
import { RegularsError } from "../base/error.ts";
import { fields, list, maybeDay, maybeNumber, maybeText, number, oneOf, text, wrong } from "./fields.ts";
import { inputTypes, type Input } from "./input.ts";

/** Most options of a choice. */
const optionsAtMost = 1000;

const own = {
  slider: ["min", "max", "step", "value"],
  number: ["min", "max", "value"],
  date: ["value"],
  choice: ["options", "value"],
  text: ["value"],
  list: ["value"],
} as const;

function within(value: number | null, min: number | null, max: number | null, place: string): void {
  if (min !== null && max !== null && min > max)
    throw new RegularsError(`invalid ${place}.min: ${min} is above max, ${max}`);
  if (value !== null && ((min !== null && value < min) || (max !== null && value > max)))
    throw wrong(`${place}.value`, value, `from ${min ?? "any number"} to ${max ?? "any number"}`);
}

/** @throws RegularsError with the place. */
export function parseInput(value: unknown, place: string): Input {
  const type = oneOf((value as { readonly type?: unknown } | null)?.type, `${place}.type`, inputTypes);
  const from = fields(value, place, ["type", "label", ...own[type]]);
  const label = text(from["label"], `${place}.label`);
  const at = `${place}.value`;
  switch (type) {
    case "slider": {
      const [min, max] = [number(from["min"], `${place}.min`), number(from["max"], `${place}.max`)];
      const step = number(from["step"], `${place}.step`);
      if (step <= 0) throw wrong(`${place}.step`, step, "a number above 0");
      const stands = number(from["value"], at);
      within(stands, min, max, place);
      return { type, label, min, max, step, value: stands };
    }
    case "number": {
      const [min, max] = [maybeNumber(from["min"], `${place}.min`), maybeNumber(from["max"], `${place}.max`)];
      const stands = maybeNumber(from["value"], at);
      within(stands, min, max, place);
      return { type, label, min, max, value: stands };
    }
    case "date":
      return { type, label, value: maybeDay(from["value"], at) };
    case "choice": {
      const options = list(from["options"], `${place}.options`, optionsAtMost, text);
      const stands = maybeText(from["value"], at);
      if (stands !== null && !options.includes(stands))
        throw wrong(at, stands, "one of the options, or null");
      return { type, label, options, value: stands };
    }
    case "text":
      return { type, label, value: text(from["value"], at) };
    case "list":
      return { type, label, value: maybeText(from["value"], at) };
  }
}
