/** The way from a mark of a chart, or from a list, to the panel of customers. */
import { getContext, setContext } from "svelte";
import type { AnyAnalysis, Mark } from "../../analyses/analysis.ts";

/** Whose customers the panel shows. */
export type CustomersOf =
  | {
      readonly by: "mark";
      readonly analysis: AnyAnalysis;
      /** Checked parameters. */
      readonly params: Readonly<Record<string, unknown>>;
      readonly mark: Mark;
    }
  /** A list cell, by its name. */
  | { readonly by: "list"; readonly name: string };

/** Opens the panel. */
export type OpenCustomers = (of: CustomersOf) => void;

const key = Symbol("customers");

/** Gives the components below the way to the panel. */
export const setOpenCustomers = (open: OpenCustomers): OpenCustomers => setContext(key, open);

/** The way to the panel; undefined where the page has none. */
export const getOpenCustomers = (): OpenCustomers | undefined => getContext<OpenCustomers | undefined>(key);
