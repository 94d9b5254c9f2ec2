/** The words that the parts of the kit share. */
import type { Component } from "svelte";
import type { LucideProps } from "@lucide/svelte";

/** An icon: a component of `@lucide/svelte/icons/*`; base.css sets its size (16) and stroke where no `size` is given. */
export type Icon = Component<LucideProps>;

/** How something stands: always shown as icon, word and tint together. */
export type Standing = "good" | "warn" | "bad" | "info";

/** One option of a closed list. */
export interface Option<T extends string = string> {
  readonly value: T;
  readonly label: string;
  /** A second, quieter text at the end of the option. */
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** One entry of a menu, or a line between entries. */
export type MenuItem =
  | "separator"
  | {
      readonly label: string;
      readonly icon?: Icon | undefined;
      /** A second, quieter text at the end: a key, a kind. */
      readonly end?: string | undefined;
      readonly danger?: boolean | undefined;
      readonly disabled?: boolean | undefined;
      /** How deep it stands under the entries before it, from 0. */
      readonly depth?: number | undefined;
      /** True where choosing it moves the focus: it is done when the menu has closed, and the button does not get the focus back. */
      readonly moves?: boolean | undefined;
      readonly onselect: () => void;
    };
