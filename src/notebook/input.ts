/** The inputs of a notebook: a control and the value that it stands at. */

/** A number on a slider, from `min` to `max` in steps. */
export interface SliderInput {
  readonly type: "slider";
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
}

/** A number that is typed; null is none. Bounds are inclusive, null is open. */
export interface NumberInput {
  readonly type: "number";
  readonly min: number | null;
  readonly max: number | null;
  readonly value: number | null;
}

/** A day as `YYYY-MM-DD`; null is none. */
export interface DateInput {
  readonly type: "date";
  readonly value: string | null;
}

/** One of at most 1,000 texts. */
export interface ChoiceInput {
  readonly type: "choice";
  readonly options: readonly string[];
  readonly value: string | null;
}

/** A text that is typed. */
export interface TextInput {
  readonly type: "text";
  readonly value: string;
}

/** The name of a list cell. SQL reads `$name` as the list of its customer_keys. */
export interface ListInput {
  readonly type: "list";
  readonly value: string | null;
}

/** An input. `label` is what stands above it; empty shows its name. */
export type Input = (SliderInput | NumberInput | DateInput | ChoiceInput | TextInput | ListInput) & {
  readonly label: string;
};

/** What an input can be. */
export const inputTypes = ["slider", "number", "date", "choice", "text", "list"] as const;
