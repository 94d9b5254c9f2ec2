/** Tells from its bytes what a file is, whatever its name says. */
import { IngestError } from "../orders/ingest-error.ts";
import type { ErrorClass } from "../orders/receipt.ts";

/** What a file can be. `ole` is an old Excel workbook or an encrypted new one; `office` any package of XML parts. */
export type Container =
  | "text"
  | "zip"
  | "office"
  | "gzip"
  | "ole"
  | "parquet"
  | "json"
  | "pdf"
  | "image"
  | "html"
  | "xml"
  | "compressed"
  | "binary";

/** Containers that no reader reads. */
export type Unread =
  "pdf" | "image" | "html" | "xml" | "compressed" | "binary" | "ods" | "numbers" | "office_other";

const starts = (head: Uint8Array, ...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte);
const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));

/** The head as text for the recognition of formats that are text, by its byte-order mark or its zero bytes. */
function headText(head: Uint8Array): string {
  const sixteen = starts(head, 0xff, 0xfe) || (head[0] !== 0 && head[1] === 0 && head[3] === 0);
  const reversed = starts(head, 0xfe, 0xff) || (head[0] === 0 && head[1] !== 0 && head[2] === 0);
  const encoding = sixteen ? "utf-16le" : reversed ? "utf-16be" : "latin1";
  return new TextDecoder(encoding)
    .decode(head.subarray(0, 4096))
    .replace(/^(ï»¿|\ufeff)/, "")
    .trimStart();
}

/** What the bytes at a file's start say that it is. `head` is up to 64 KiB. */
export function sniffContainer(head: Uint8Array): Container {
  if (starts(head, 0x50, 0x4b, 3, 4) || starts(head, 0x50, 0x4b, 5, 6) || starts(head, 0x50, 0x4b, 7, 8)) {
    const text = new TextDecoder("latin1").decode(head.subarray(0, 8192));
    return /\[Content_Types\]\.xml|xl\/workbook|_rels\/\.rels/.test(text) ? "office" : "zip";
  }
  if (starts(head, 0x1f, 0x8b)) return "gzip";
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) return "ole";
  if (starts(head, ...ascii("PAR1")) || starts(head, ...ascii("PARE"))) return "parquet";
  if (starts(head, ...ascii("%PDF"))) return "pdf";
  if (
    starts(head, ...ascii("Rar!")) ||
    starts(head, ...ascii("7z"), 0xbc, 0xaf) ||
    starts(head, ...ascii("BZh")) ||
    starts(head, 0xfd, ...ascii("7zXZ")) ||
    starts(head, 0x28, 0xb5, 0x2f, 0xfd)
  )
    return "compressed";
  if (
    starts(head, 0x89, ...ascii("PNG")) ||
    starts(head, 0xff, 0xd8, 0xff) ||
    starts(head, ...ascii("GIF8")) ||
    (starts(head, ...ascii("RIFF")) && String.fromCharCode(...head.subarray(8, 12)) === "WEBP")
  )
    return "image";
  const text = headText(head);
  if (/^<(!doctype\s+html|html|head|body|table|meta|style|div|center|thead|tr)\b/i.test(text)) return "html";
  if (/^<(\?xml|!doctype|!--|[a-z][\w:-]*[\s>])/i.test(text)) return /<html\b/i.test(text) ? "html" : "xml";
  if (/^\{\s*("|\})/.test(text) || /^\[\s*(\{|\[|"|\d|\])/.test(text)) return "json";
  if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff)) return "text";
  return isBinary(head) ? "binary" : "text";
}

/** Control characters of text: tab, line ends, form feed, and the two that stand between fields (U+0001, U+001F). */
const textControls: ReadonlySet<number> = new Set([1, 9, 10, 12, 13, 31]);

/** Bytes without the zeros that fill up their end. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}

/**
 * True where control characters that no text has are more than one in a hundred bytes, or zeros more than one in ten that
 * are not those of UTF-16. Zeros at the end are padding.
 */
function isBinary(start: Uint8Array): boolean {
  if (starts(start, ...ascii("SQLite format 3"))) return true;
  const head = withoutPadding(start);
  let odd = 0;
  let zeros = 0;
  for (const byte of head) {
    if (byte === 0) zeros++;
    else if (byte < 32 && !textControls.has(byte)) odd++;
  }
  if (odd > head.length / 100) return true;
  if (zeros <= head.length / 10) return false;
  let even = 0;
  for (let i = 0; i < head.length; i += 2) if (head[i] === 0) even++;
  return Math.max(even, zeros - even) < zeros * 0.95;
}

const asCsv = "Download the orders as CSV or Excel and drop that file.";

const refusals: Readonly<Record<Unread, readonly [ErrorClass, string, string]>> = {
  pdf: ["WRONG_TYPE", "a PDF document", "Download the orders as CSV: a PDF has no columns to read."],
  image: ["WRONG_TYPE", "an image", asCsv],
  html: [
    "WRONG_TYPE",
    "a web page (html)",
    "The download was probably a sign-in page: sign in and download again.",
  ],
  xml: ["UNSUPPORTED", "XML", asCsv],
  compressed: [
    "UNSUPPORTED",
    "a RAR, 7z, bzip2, xz or zstd archive",
    "Unpack it and drop the files that are inside.",
  ],
  ods: [
    "UNSUPPORTED",
    "an OpenDocument spreadsheet",
    "Open it and save it as .xlsx or CSV, then drop that file.",
  ],
  numbers: [
    "UNSUPPORTED",
    "a Numbers document",
    "Export it from Numbers as CSV or Excel, then drop that file.",
  ],
  office_other: ["WRONG_TYPE", "an office document without sheets", asCsv],
  binary: ["WRONG_TYPE", "no text", asCsv],
};

/** The error of a file that is of a kind which no reader reads. */
export function unread(kind: Unread): IngestError {
  const [errorClass, what, hint] = refusals[kind];
  return new IngestError(errorClass, `unsupported file type: this is ${what}`, {
    hint,
    key: `refusal_${kind}`,
  });
}

/** What a file is, by its content. @throws IngestError EMPTY_FILE for a file of no bytes or blanks */
export async function containerOf(file: Blob): Promise<Container> {
  const head = new Uint8Array(await file.slice(0, 65_536).arrayBuffer());
  if (file.size === 0 || (file.size <= head.length && isBlank(head)))
    throw new IngestError("EMPTY_FILE", "invalid file: it is empty", {
      hint: "Download the orders again: this file has nothing in it.",
      key: "refusal_empty_file",
    });
  return sniffContainer(head);
}

const isBlank = (head: Uint8Array): boolean => {
  const text = new TextDecoder().decode(head);
  // eslint-disable-next-line no-control-regex -- NUL is as blank as a space
  return /^[\s\x00\ufeff]*$/.test(text);
};
