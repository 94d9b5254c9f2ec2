/** Puts the values of inputs in the place of references to them. */
import { isInputRef } from "../notebook/document.ts";

/** Returns the parameters with each `{ ref }` replaced by what `valueOf` gives for its name; undefined is the default. */
export function resolveParams(
  params: Readonly<Record<string, unknown>>,
  valueOf: (name: string) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isInputRef(value) ? valueOf(value.ref) : value]),
  );
}
