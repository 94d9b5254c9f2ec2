/** The error of a file that is refused. */
import { RegularsError } from "../base/error.ts";
import type { ErrorClass, FileReport } from "./receipt.ts";

/** What a refusal says beside its class and its message. */
export interface RefusalDetail {
  readonly hint: string;
  /** The message key of the text that the interface shows; its hint is under `<key>_hint`. */
  readonly key: string;
  /** Inputs of both messages. */
  readonly inputs?: Readonly<Record<string, string | number>>;
  /** The physical line concerned, 1-based. */
  readonly line?: number;
  /** The receipts of all files, when the whole import is refused. */
  readonly files?: readonly FileReport[];
  readonly cause?: unknown;
}

/** A file, or all files of an import, refused: the class of the receipt, and what the merchant can do. */
export class IngestError extends RegularsError {
  /** As in the receipt; named as the scripting surface names it. */
  readonly error_class: ErrorClass;
  readonly key: string;
  readonly inputs: Readonly<Record<string, string | number>>;
  readonly line: number | undefined;
  /** The receipts of all files, refused ones too. */
  readonly files: readonly FileReport[];

  constructor(errorClass: ErrorClass, message: string, detail: RefusalDetail) {
    super(message, detail);
    this.error_class = errorClass;
    this.key = detail.key;
    this.inputs = detail.inputs ?? {};
    this.line = detail.line;
    this.files = detail.files ?? [];
  }
}
