/** The parameters of a query: their kinds, bounds and defaults, as plain data that an interface can draw controls from. */

/** What every parameter may say. */
interface Conditional {
  /** The parameter means something only where the choice `param` has one of these values; else no control shows it. */
  readonly when?: { readonly param: string; readonly is: readonly string[] };
}

/** One of a closed list of ids in snake case; the first is the default unless `default` says otherwise. */
export interface ChoiceParam extends Conditional {
  readonly kind: "choice";
  readonly choices: readonly string[];
  readonly default: string;
}

/** A number within inclusive bounds. */
export interface NumberParam extends Conditional {
  readonly kind: "number";
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  /** True when null (none) is allowed. */
  readonly nullable?: boolean;
  readonly default: number | null;
}

/** True or false. */
export interface BooleanParam extends Conditional {
  readonly kind: "boolean";
  readonly default: boolean;
}

/** A calendar date as `YYYY-MM-DD`, or null. */
export interface DateParam extends Conditional {
  readonly kind: "date";
  readonly nullable?: boolean;
  readonly default: string | null;
}

/** A list of numbers, ascending where `ascending`. */
export interface NumbersParam extends Conditional {
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
export interface StructParam<T = unknown> extends Conditional {
  readonly kind: "struct";
  readonly parse: (value: unknown) => T;
  readonly default: T;
}

/** A text of at most 200 characters, such as the name of a column or of a group. */
export interface TextParam extends Conditional {
  readonly kind: "text";
  /** True when null (none) is allowed. */
  readonly nullable?: boolean;
  readonly default: string | null;
}

/** A named list of customers, as a parameter holds it. */
export interface ListRef {
  readonly list: string;
}

/** True for the value of a {@link ListParam} that names a list. */
export function isListRef(value: unknown): value is ListRef {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).length === 1 &&
    typeof (value as ListRef).list === "string"
  );
}

/**
 * A named list of customers of the notebook, `{ list }`, or null: every customer. In SQL `$name` stands for a table with
 * `customer_key`: `from orders semi join $audience as a using (customer_key)`.
 */
export interface ListParam extends Conditional {
  readonly kind: "list";
  readonly nullable: true;
  readonly default: null;
}

/** Two numbers `[low, high]`, both inclusive, low not above high. */
export interface RangeField {
  readonly kind: "range";
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  readonly default: readonly [number, number];
}

/** One field of the rows of a table. Its default is what a new row begins with. */
export type TableField = ChoiceParam | NumberParam | BooleanParam | DateParam | TextParam | RangeField;

/** The fields of a row by name, in the order of their columns. */
export type TableFields = Readonly<Record<string, TableField>>;

/**
 * Rows of the same fields that a person edits as a table, such as the tiers of a ladder. In SQL the rows stand as one list
 * a field, all of the same length: `$<param>_<field>`, of a range `$<param>_<field>_low` and `_high`; cast them, for an
 * empty list has no type. Null, where allowed, gives null instead of each list.
 */
export interface TableParam<F extends TableFields = TableFields> extends Conditional {
  readonly kind: "table";
  readonly fields: F;
  /** Rows allowed; 0 to 100 unless said. */
  readonly minRows?: number;
  readonly maxRows?: number;
  /** True when null (none) is allowed. */
  readonly nullable?: boolean;
  /** True where the first row that fits decides, so that the order of the rows counts. */
  readonly firstFits?: boolean;
  readonly default: readonly Readonly<Record<string, unknown>>[] | null;
}

/** One parameter. */
export type ParamSpec =
  | ChoiceParam
  | NumberParam
  | BooleanParam
  | DateParam
  | NumbersParam
  | TextParam
  | ListParam
  | TableParam
  | StructParam<unknown>;

/** The parameters of a query by name, in the order in which controls show them. */
export type ParamSpecs = Readonly<Record<string, ParamSpec>>;

type ValueOf<P extends ParamSpec | RangeField> = P extends {
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
          : P extends { readonly kind: "list" }
            ? ListRef | null
            : P extends { readonly kind: "text" }
              ? P extends { readonly nullable: true }
                ? string | null
                : string
              : P extends { readonly kind: "range" }
                ? readonly [number, number]
                : P extends { readonly kind: "table"; readonly fields: infer F extends TableFields }
                  ? P extends { readonly nullable: true }
                    ? readonly RowOfFields<F>[] | null
                    : readonly RowOfFields<F>[]
                  : P extends StructParam<infer T>
                    ? T
                    : never;

/** A checked row of a table parameter with fields `F`. */
export type RowOfFields<F extends TableFields> = { readonly [K in keyof F]: ValueOf<F[K]> };

/** The checked values of parameters `P`. */
export type ParamsOf<P extends ParamSpecs> = { readonly [K in keyof P]: ValueOf<P[K]> };

/** True where the parameter means something under these values; a parameter without a value has its default. */
export function isAsked(
  spec: ParamSpec,
  specs: ParamSpecs,
  values: Readonly<Record<string, unknown>>,
): boolean {
  if (!spec.when) return true;
  const { param, is } = spec.when;
  return is.includes(String(values[param] ?? specs[param]?.default));
}
