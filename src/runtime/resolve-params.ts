/** Puts the values of inputs in the place of references to them. */
import { isInputRef } from "../notebook/document.ts";
import type { Input } from "../notebook/input.ts";

/** The value that an input gives to a parameter; undefined where there is no input, which is the parameter's default. */
const valueOf = (input: Input | undefined): unknown =>
  input?.type === "list" ? (input.value === null ? null : { list: input.value }) : input?.value;

/** Returns the parameters with each `{ ref }` replaced by the value of the input that `inputOf` gives for its name. */
export function resolveParams(
  params: Readonly<Record<string, unknown>>,
  inputOf: (name: string) => Input | undefined,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      isInputRef(value) ? valueOf(inputOf(value.ref)) : value,
    ]),
  );
}
