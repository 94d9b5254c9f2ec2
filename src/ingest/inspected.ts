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

/** A file as it was found, or why it is refused. */
export type Inspected =
  | { readonly name: string; readonly bytes: number; readonly inspection: Inspection }
  | { readonly name: string; readonly bytes: number; readonly error: IngestError };
