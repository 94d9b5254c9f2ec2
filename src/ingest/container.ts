/** Tells from its first bytes what a file is, whatever its name says; everything but text is refused for now. */
import { IngestError } from "../orders/ingest-error.ts";
import type { ErrorClass } from "../orders/receipt.ts";

/** What a file can be. */
export type Container =
  "text" | "zip" | "gzip" | "xlsx" | "xls" | "parquet" | "pdf" | "image" | "json" | "html" | "xml" | "binary";

const starts = (head: Uint8Array, ...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte);
const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));

/** What the bytes at a file's start say that it is. `head` is up to 64 KiB. */
export function sniffContainer(head: Uint8Array): Container {
  if (starts(head, 0x50, 0x4b, 3, 4) || starts(head, 0x50, 0x4b, 5, 6)) {
    const text = new TextDecoder("latin1").decode(head.subarray(0, 8192));
    return /\[Content_Types\]\.xml|xl\/workbook|_rels\/\.rels/.test(text) ? "xlsx" : "zip";
  }
  if (starts(head, 0x1f, 0x8b)) return "gzip";
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) return "xls";
  if (starts(head, ...ascii("PAR1"))) return "parquet";
  if (starts(head, ...ascii("%PDF"))) return "pdf";
  if (
    starts(head, 0x89, ...ascii("PNG")) ||
    starts(head, 0xff, 0xd8, 0xff) ||
    starts(head, ...ascii("GIF8")) ||
    (starts(head, ...ascii("RIFF")) && String.fromCharCode(...head.subarray(8, 12)) === "WEBP")
  )
    return "image";
  if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff)) return "text";
  const text = new TextDecoder("latin1").decode(head.subarray(0, 4096)).replace(/^ï»¿/, "").trimStart();
  if (/^<(!doctype\s+html|html|head|body)\b/i.test(text)) return "html";
  if (/^<(\?xml|!doctype|[a-z][\w:-]*[\s>])/i.test(text)) return /<html\b/i.test(text) ? "html" : "xml";
  if (/^\{\s*("|\})/.test(text) || /^\[\s*(\{|\[|"|\d|\])/.test(text)) return "json";
  return isBinary(head) ? "binary" : "text";
}

/** Control characters of text: tab, line ends, form feed, and the two that stand between fields (U+0001, U+001F). */
const textControls: ReadonlySet<number> = new Set([1, 9, 10, 12, 13, 31]);

/** True where bytes that no text has are more than one in a hundred, and not the zeros of UTF-16. */
function isBinary(head: Uint8Array): boolean {
  let odd = 0;
  let zeros = 0;
  for (const byte of head) {
    if (byte === 0) zeros++;
    else if (byte < 32 && !textControls.has(byte)) odd++;
  }
  if (odd > head.length / 100) return true;
  if (zeros <= head.length / 100) return false;
  let even = 0;
  for (let i = 0; i < head.length; i += 2) if (head[i] === 0) even++;
  return Math.max(even, zeros - even) < zeros * 0.95;
}

const refusals: Readonly<Record<Exclude<Container, "text">, readonly [ErrorClass, string, string]>> = {
  zip: ["WRONG_TYPE", "a zip archive", "Unpack it and drop the CSV file that is inside."],
  gzip: ["WRONG_TYPE", "a gzip archive", "Unpack it and drop the CSV file that is inside."],
  xlsx: [
    "UNSUPPORTED",
    "an Excel workbook",
    "Open it and save the sheet as CSV (UTF-8), then drop that file.",
  ],
  xls: [
    "UNSUPPORTED",
    "an old Excel workbook",
    "Open it and save the sheet as CSV (UTF-8), then drop that file.",
  ],
  parquet: ["UNSUPPORTED", "a Parquet file", "Export the table as CSV and drop that file."],
  pdf: ["WRONG_TYPE", "a PDF document", "Download the orders as CSV: a PDF has no columns to read."],
  image: ["WRONG_TYPE", "an image", "Download the orders as CSV and drop that file."],
  json: ["UNSUPPORTED", "JSON", "Export the orders as CSV and drop that file."],
  html: [
    "WRONG_TYPE",
    "a web page (html)",
    "The download was probably a sign-in page: sign in and download again.",
  ],
  xml: ["UNSUPPORTED", "XML", "Export the orders as CSV and drop that file."],
  binary: ["WRONG_TYPE", "no text", "Download the orders as CSV and drop that file."],
};

/** Refuses what is no text. @throws IngestError WRONG_TYPE or UNSUPPORTED, EMPTY_FILE for a file of no bytes or blanks */
export async function requireText(file: Blob): Promise<void> {
  const head = new Uint8Array(await file.slice(0, 65_536).arrayBuffer());
  if (file.size === 0 || (file.size <= head.length && isBlank(head)))
    throw new IngestError("EMPTY_FILE", "invalid file: it is empty", {
      hint: "Download the orders again: this file has nothing in it.",
      key: "refusal_empty_file",
    });
  const container = sniffContainer(head);
  if (container === "text") return;
  const [errorClass, what, hint] = refusals[container];
  throw new IngestError(errorClass, `unsupported file type: this is ${what}`, {
    hint,
    key: `refusal_${container}`,
  });
}

const isBlank = (head: Uint8Array): boolean => {
  const text = new TextDecoder().decode(head);
  // eslint-disable-next-line no-control-regex -- NUL is as blank as a space
  return /^[\s\x00\ufeff]*$/.test(text);
};
