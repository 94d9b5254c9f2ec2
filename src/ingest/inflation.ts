/** The bounds of what a compressed file may become: as it declares, and as it turns out while it is inflated. */
import { IngestError } from "../orders/ingest-error.ts";

/** Below so many bytes any ratio is harmless. */
const harmless = 50_000_000;
/** Order files shrink to a tenth, very regular ones to a fortieth; bombs to a thousandth. */
const maxRatio = 100;
/** No order file of one archive is larger. */
const maxBytes = 8_000_000_000;

/** Counts what an archive becomes. One guard serves all parts of one file, so that many small bombs are one large one. */
export class InflationGuard {
  readonly #compressed: number;
  #found = 0;

  /** @param compressed bytes of the whole file as it was dropped */
  constructor(compressed: number) {
    this.#compressed = compressed;
  }

  /** Counts bytes that came out, or that a part declares. @throws IngestError ZIP_BOMB or TOO_LARGE */
  add(bytes: number): void {
    this.#found += bytes;
    this.#check(this.#found);
  }

  #check(bytes: number): void {
    if (bytes > harmless && bytes > this.#compressed * maxRatio)
      throw new IngestError(
        "ZIP_BOMB",
        `invalid archive: ${this.#compressed} bytes become ${bytes} or more`,
        {
          hint: "No order file shrinks like this: the archive is damaged or made to fill a computer's memory.",
          key: "refusal_zip_bomb",
        },
      );
    if (bytes > maxBytes)
      throw new IngestError("TOO_LARGE", `unsupported size: ${bytes} bytes after unpacking`, {
        hint: "Export a shorter period, or several smaller files.",
        key: "refusal_too_large",
      });
  }
}

/** The error of a file that ends early or whose bytes contradict each other. */
export const damaged = (what: string, cause?: unknown): IngestError =>
  new IngestError("TRUNCATED_OR_CORRUPT", `invalid file: ${what} is incomplete or damaged`, {
    hint: "The download was probably cut off: download it again.",
    key: "refusal_damaged",
    inputs: { what },
    cause,
  });
