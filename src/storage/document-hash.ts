/** What a notebook says, as a short text that no other notebook has. */
import type { Notebook } from "../notebook/document.ts";

/** JSON with the keys of every object in order, so that equal documents are equal texts. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, ordered(each)]));
};

/** Returns the SHA-256 of a document without its id, in hexadecimal; null where the browser has no secure context. */
export async function documentHash({ id: _id, ...content }: Notebook): Promise<string | null> {
  const { subtle } = globalThis.crypto as Partial<Crypto>;
  if (!subtle) return null;
  const bytes = await subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(ordered(content))));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
