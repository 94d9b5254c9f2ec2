/** Opens zip archives with zip.js: the directory at the end, and each member's bytes as a bounded stream. */
import { BlobReader, configure, ZipReader, type FileEntry } from "@zip.js/zip.js/lib/zip-core-custom.js";
import { IngestError } from "../../orders/ingest-error.ts";
import { damaged, InflationGuard } from "../inflation.ts";
import { chunksOf } from "./gzip.ts";

// We are in a worker already, and the platform inflates.
configure({ useWebWorkers: false, useCompressionStream: true });

/** More members than this are no orders. */
const maxMembers = 10_000;

/** A file inside an archive. */
export interface ArchiveMember {
  /** The path inside the archive, decoded by content where the archive does not say how. */
  readonly name: string;
  /** Bytes as declared. */
  readonly size: number;
  readonly isEncrypted: boolean;
  /** Its bytes, checked against their checksum. @throws IngestError TRUNCATED_OR_CORRUPT, ENCRYPTED, ZIP_BOMB, TOO_LARGE */
  bytes(signal?: AbortSignal): AsyncGenerator<Uint8Array>;
}

/** Decodes a name: UTF-8 where it is valid, else GB18030 where that is, else the code page of old zip programs. */
function nameOf({ rawFilename, filenameUTF8, filename }: FileEntry): string {
  if (filenameUTF8) return filename;
  for (const encoding of ["utf-8", "gb18030"])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(rawFilename);
    } catch {
      // Not this one.
    }
  return filename;
}

const encrypted = (name: string): IngestError =>
  new IngestError("ENCRYPTED", `unsupported file: ${name} is encrypted`, {
    hint: "Remove the password and drop the file again.",
    key: "refusal_encrypted",
  });

const lyingSize = (name: string, declared: number): IngestError =>
  new IngestError(
    "ZIP_BOMB",
    `invalid archive: ${name} is larger than the ${declared} bytes that it declares`,
    {
      hint: "No program for archives writes this: the archive is damaged or made to fill a computer's memory.",
      key: "refusal_zip_bomb",
    },
  );

async function* bytesOf(entry: FileEntry, name: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  if (entry.encrypted) throw encrypted(name);
  const stop = new AbortController();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const written = entry
    .getData(writable, { signal: stop.signal, checkSignature: true })
    .then(() => null)
    .catch((error: unknown) => error);
  let found = 0;
  let isWhole = false;
  try {
    for await (const chunk of chunksOf(readable)) {
      signal?.throwIfAborted();
      found += chunk.length;
      if (found > entry.uncompressedSize) throw lyingSize(name, entry.uncompressedSize);
      yield chunk;
    }
    isWhole = true;
  } catch (error) {
    if (error instanceof IngestError || signal?.aborted) throw error;
    throw damaged(name, error);
  } finally {
    if (!isWhole) stop.abort();
  }
  const failed = await written;
  if (failed !== null) throw damaged(name, failed);
}

/**
 * The members of an archive in its directory's order, without folders.
 * @throws IngestError TRUNCATED_OR_CORRUPT where the directory cannot be read, TOO_LARGE for more than 10,000 members,
 * ZIP_BOMB or TOO_LARGE by the sum of the sizes that they declare, which none can exceed
 */
export async function openArchive(file: Blob): Promise<readonly ArchiveMember[]> {
  const members: ArchiveMember[] = [];
  const guard = new InflationGuard(file.size);
  const reader = new ZipReader(new BlobReader(file));
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory) continue;
      if (members.length >= maxMembers)
        throw new IngestError("TOO_LARGE", `unsupported archive: more than ${maxMembers} files`, {
          hint: "Unpack it and drop the files of orders.",
          key: "refusal_too_many_members",
        });
      guard.add(entry.uncompressedSize);
      const name = nameOf(entry);
      members.push({
        name,
        size: entry.uncompressedSize,
        isEncrypted: entry.encrypted,
        bytes: (signal) => bytesOf(entry, name, signal),
      });
    }
  } catch (error) {
    if (error instanceof IngestError) throw error;
    throw damaged("zip", error);
  }
  return members;
}
