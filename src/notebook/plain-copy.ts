/** Copies an untrusted value into plain JSON data within bounds. */
import { RegularsError } from "../base/error.ts";

/** Bounds of a notebook (specification of security, 9); edits keep them too, so that what was saved opens again. */
export const bounds = {
  /** UTF-16 units of all texts and keys, and one for every value: above what 200 full cells hold. */
  size: 16 * 1024 * 1024,
  /** Values within values; the notebook itself is at depth 1. */
  depth: 32,
  cells: 200,
  /** UTF-8 bytes of one cell as JSON. */
  cellBytes: 64 * 1024,
} as const;

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

const step = (place: string, key: string | number): string =>
  typeof key === "number" ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`;

/** A JSON value. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * Returns a deep copy of a JSON value.
 * @throws RegularsError with the place, for what JSON cannot hold, for forbidden keys, and beyond the bounds.
 */
export function plainCopy(value: unknown): Plain {
  let size = 0;
  const grow = (by: number): void => {
    size += by;
    if (size > bounds.size)
      throw new RegularsError(`invalid notebook: larger than ${bounds.size / 1024 / 1024} MiB`);
  };
  const copy = (item: unknown, place: string, depth: number): Plain => {
    grow(1);
    if (depth > bounds.depth)
      throw new RegularsError(`invalid notebook: deeper than ${bounds.depth} at ${place}`);
    if (item === null || typeof item === "boolean") return item;
    if (typeof item === "number" && Number.isFinite(item)) return item;
    if (typeof item === "string") {
      grow(item.length);
      return item;
    }
    if (Array.isArray(item))
      return Array.from(item, (each, index) => copy(each, step(place, index), depth + 1));
    if (typeof item === "object") {
      const prototype: unknown = Object.getPrototypeOf(item);
      if (prototype === null || Object.getPrototypeOf(prototype) === null) {
        const result: Record<string, Plain> = {};
        for (const key of Object.keys(item)) {
          if (forbiddenKeys.has(key)) throw new RegularsError(`invalid key: ${step(place, key)}`);
          grow(key.length);
          const field: unknown = (item as Record<string, unknown>)[key];
          if (field !== undefined) result[key] = copy(field, step(place, key), depth + 1);
        }
        return result;
      }
    }
    throw new RegularsError(`invalid value: ${place === "" ? "the notebook" : place} is no JSON`);
  };
  return copy(value, "", 1);
}
