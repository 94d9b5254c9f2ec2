/** The parameters of a query: their kinds, bounds and defaults, as plain data that an interface can draw controls from. */

/** One of a closed list of ids in snake case; the first is the default unless `default` says otherwise. */
export interface ChoiceParam {
  readonly kind: "choice";
  readonly choices: readonly string[];
  readonly default: string;
}

/** A number within inclusive bounds. */
export interface NumberParam {
  readonly kind: "number";
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  /** True when null (none) is allowed. */
  readonly nullable?: boolean;
  readonly default: number | null;
}

/** True or false. */
export interface BooleanParam {
  readonly kind: "boolean";
  readonly default: boolean;
}

/** A calendar date as `YYYY-MM-DD`, or null. */
export interface DateParam {
  readonly kind: "date";
  readonly nullable?: boolean;
  readonly default: string | null;
}

/** A list of numbers, ascending where `ascending`. */
export interface NumbersParam {
  readonly kind: "numbers";
  readonly min?: number;
  readonly max?: number;
  readonly ascending?: boolean;
  readonly nullable?: boolean;
  readonly default: readonly number[] | null;
}

/**
 * A structured value that SQL takes apart, such as the segment table of rfm. `parse` takes unknown, returns the
 * checked value, and throws a `RegularsError` that names the place when it does not fit.
 */
export interface StructParam<T = unknown> {
  readonly kind: "struct";
  readonly parse: (value: unknown) => T;
  readonly default: T;
}

/** One parameter. */
export type ParamSpec =
  ChoiceParam | NumberParam | BooleanParam | DateParam | NumbersParam | StructParam<unknown>;

/** The parameters of a query by name, in the order in which controls show them. */
export type ParamSpecs = Readonly<Record<string, ParamSpec>>;

type ValueOf<P extends ParamSpec> = P extends {
  readonly kind: "choice";
  readonly choices: readonly (infer T)[];
}
  ? T
  : P extends { readonly kind: "number" }
    ? P extends { readonly nullable: true }
      ? number | null
      : number
    : P extends { readonly kind: "boolean" }
      ? boolean
      : P extends { readonly kind: "date" }
        ? P extends { readonly nullable: true }
          ? string | null
          : string
        : P extends { readonly kind: "numbers" }
          ? P extends { readonly nullable: true }
            ? readonly number[] | null
            : readonly number[]
          : P extends StructParam<infer T>
            ? T
            : never;

/** The checked values of parameters `P`. */
export type ParamsOf<P extends ParamSpecs> = { readonly [K in keyof P]: ValueOf<P[K]> };
