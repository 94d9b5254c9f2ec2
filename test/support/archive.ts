/** Archives for tests. */
import { gzipSync } from "node:zlib";
import { BlobReader, BlobWriter, ZipWriter, type ZipWriterAddDataOptions } from "@zip.js/zip.js";

/** A zip of these members, each a text or bytes by its name. */
export async function zipOf(
  members: Readonly<Record<string, BlobPart>>,
  options: ZipWriterAddDataOptions = {},
): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter("application/zip"), { useWebWorkers: false });
  for (const [name, content] of Object.entries(members))
    if (name.endsWith("/")) await writer.add(name, undefined, { directory: true });
    else await writer.add(name, new BlobReader(new Blob([content])), options);
  return writer.close();
}

/** A gzip of a text or bytes. */
export const gzipOf = (content: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(gzipSync(content));
