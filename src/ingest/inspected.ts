/** What comes back from looking at files: how far it is, and each file as found or refused. */
import type { IngestError } from "../orders/ingest-error.ts";
import type { Inspection } from "./inspection.ts";

/** How far the looking is, over all files. */
export interface IngestProgress {
  readonly phase: "looking" | "counting" | "rewriting";
  readonly file: string;
  /** Bytes of this phase of this file. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/**
 * A file, or a table in it, as it was found, or why it is refused. `origin` is the name of the file that was dropped,
 * `name` the way to the table in it.
 */
export type Inspected = { readonly origin: string; readonly name: string; readonly bytes: number } & (
  { readonly inspection: Inspection } | { readonly error: IngestError }
);
