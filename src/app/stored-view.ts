/** What the page of stored things shows and does. */

/** A thing that can be deleted for good. */
export type StoredThing =
  | { readonly kind: "notebook"; readonly id: string }
  /** Orders, receipt and source files; notebooks stay, without figures. */
  | { readonly kind: "orders" }
  /** The source files alone: the orders stay. */
  | { readonly kind: "files" }
  | { readonly kind: "settings" }
  | { readonly kind: "answers" }
  | { readonly kind: "everything" };

/** Everything that this browser keeps of Regulars, in bytes. */
export interface StoredOverview {
  readonly notebooks: readonly {
    readonly id: string;
    readonly title: string;
    readonly dataLabel: string;
    /** Milliseconds since 1970. */
    readonly editedAt: number;
    readonly bytes: number;
  }[];
  /** The orders in place; null where there are none that outlive the page. `bytes` is null where it cannot be asked. */
  readonly orders: { readonly label: string; readonly orders: number; readonly bytes: number | null } | null;
  /** The kept source files, with their size. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly filesBytes: number;
  readonly settingsBytes: number;
  readonly answers: { readonly kinds: number; readonly bytes: number };
  /** Whether the browser promised to delete nothing when room is short; null where it does not say. */
  readonly isPersisted: boolean | null;
  /** All that the browser counts for this origin, the program's own files with it; null where it does not say. */
  readonly usage: number | null;
  readonly quota: number | null;
}

/** The page of stored things. */
export interface StoredView {
  /** Null until it is counted. */
  readonly overview: StoredOverview | null;
  /** Counts anew. */
  count(): Promise<void>;
  /** Asks the browser to delete nothing when room is short, and counts anew. */
  askToPersist(): Promise<void>;
  /** Deletes a thing for good. */
  remove(thing: StoredThing): Promise<void>;
}
