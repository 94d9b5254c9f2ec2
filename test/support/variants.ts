/** The parameters under which what must hold of every analysis is tried. */
import type { ParamSpecs } from "../../src/sql/params.ts";

/** Every parameter at its default, then each choice and each truth on its own. */
export const variants = (specs: ParamSpecs): readonly Readonly<Record<string, unknown>>[] => [
  {},
  ...Object.entries(specs).flatMap(([name, spec]) => {
    const values = spec.kind === "choice" ? spec.choices : spec.kind === "boolean" ? [true, false] : [];
    return values.filter((value) => value !== spec.default).map((value) => ({ [name]: value }));
  }),
];
