/** Accepted merges of customers: chains and cycles resolved to one id, whatever order they were accepted in. */
import type { IdentityMerge } from "./rules.ts";

/**
 * The id that each merged customer counts as: every `from` and every `into` that is not its own. Customers that merges
 * connect are one, under the smallest id (by code units) among those that no merge takes from, or among all of them
 * where the merges run in a circle. The order of the merges changes nothing.
 */
export function resolveMerges(merges: readonly IdentityMerge[]): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  const root = (id: string): string => {
    let top = id;
    for (let next = parents.get(top); next !== undefined && next !== top; next = parents.get(top)) top = next;
    for (let at = id; at !== top;) {
      const next = parents.get(at) ?? top;
      parents.set(at, top);
      at = next;
    }
    return top;
  };
  const taken = new Set<string>();
  for (const { from, into } of merges) {
    if (from === into) continue;
    taken.add(from);
    for (const id of [from, into]) if (!parents.has(id)) parents.set(id, id);
    parents.set(root(from), root(into));
  }
  const names = new Map<string, string>();
  const before = (a: string, b: string) => (taken.has(a) === taken.has(b) ? a < b : !taken.has(a));
  for (const id of parents.keys()) {
    const top = root(id);
    const known = names.get(top);
    if (known === undefined || before(id, known)) names.set(top, id);
  }
  const resolved = new Map<string, string>();
  for (const id of parents.keys()) {
    const name = names.get(root(id))!;
    if (name !== id) resolved.set(id, name);
  }
  return resolved;
}

const key = ({ from, into }: IdentityMerge): string => JSON.stringify([from, into]);

/** The merges with others accepted too, each once, in the order in which they came. */
export function withMerges(
  merges: readonly IdentityMerge[] | undefined,
  accepted: readonly IdentityMerge[],
): readonly IdentityMerge[] {
  const all = [...(merges ?? []), ...accepted.map(({ from, into }) => ({ from, into }))];
  return [...new Map(all.map((merge) => [key(merge), merge])).values()];
}

/** The merges without some of them. */
export function withoutMerges(
  merges: readonly IdentityMerge[] | undefined,
  taken: readonly IdentityMerge[],
): readonly IdentityMerge[] {
  const gone = new Set(taken.map(key));
  return (merges ?? []).filter((merge) => !gone.has(key(merge)));
}

/** A test of whether a merge is among these. */
export function mergeTest(merges: readonly IdentityMerge[] | undefined): (merge: IdentityMerge) => boolean {
  const keys = new Set((merges ?? []).map(key));
  return (merge) => keys.has(key(merge));
}
