/** The way from a mark of a chart, or from a list, to the panel of customers. */
import { getContext, setContext } from "svelte";
import type { AnyAnalysis, Mark } from "../../analyses/analysis.ts";
import type { Context } from "../../sql/query.ts";

/** Whose customers the panel shows. */
export type CustomersOf =
  | {
      readonly by: "mark";
      readonly analysis: AnyAnalysis;
      /** Checked parameters. */
      readonly params: Readonly<Record<string, unknown>>;
      /** The values of the analysis's fit that the mark was drawn by, where it has one. */
      readonly fitted?: Context["fitted"] | undefined;
      readonly mark: Mark;
      /** The mark in the words of its place, such as the first line of its tooltip. */
      readonly what?: string;
      /** The id of the cell that the mark stands in. */
      readonly cell?: string;
    }
  /** A list cell, by its name. */
  | { readonly by: "list"; readonly name: string }
  /** One customer, whose card is shown. */
  | { readonly by: "customer"; readonly customer: string };

/** Opens the panel. */
export type OpenCustomers = (of: CustomersOf) => void;

const key = Symbol("customers");

/** Gives the components below the way to the panel. */
export const setOpenCustomers = (open: OpenCustomers): OpenCustomers => setContext(key, open);

/** The way to the panel; undefined where the page has none. */
export const getOpenCustomers = (): OpenCustomers | undefined => getContext<OpenCustomers | undefined>(key);
