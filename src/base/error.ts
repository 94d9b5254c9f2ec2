/** The error that the interface shows: what is wrong in one clause, what to do, and where. */

/** Options of {@link RegularsError}. */
export interface ErrorDetail {
  /** What the merchant can do about it, one or two sentences. */
  readonly hint?: string;
  /** The original error. */
  readonly cause?: unknown;
}

/**
 * An error whose message is one clause, `invalid | missing | unknown | unsupported <thing>: <value>`,
 * with a hint that tells the merchant what to do.
 */
export class RegularsError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, detail: ErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = new.target.name;
    this.hint = detail.hint;
  }
}

/** Throws the signal's reason when it is aborted; returns otherwise. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  signal?.throwIfAborted();
}
