/** The table of contents of the sources, and which of them a file is from. */
import type { Evidence } from "../../orders/plan.ts";
import type { Inspection } from "../inspection.ts";
import { cdnow } from "./cdnow.ts";
import { generic } from "./generic.ts";
import { olist } from "./olist.ts";
import { shopify } from "./shopify.ts";
import type { Recognised, SourceFormat } from "./source.ts";
import { taobao } from "./taobao.ts";

/** The known sources, in the order in which they are tried. */
export const sources: readonly SourceFormat[] = [shopify, taobao, cdnow, ...olist];

/** A file's source and the evidence. */
export interface SourceFound {
  readonly source: SourceFormat;
  readonly evidence: readonly Evidence[];
  /** Columns of the source's list that the file has; null for a source without a list. */
  readonly columns: { readonly found: number; readonly of: number } | null;
  readonly recognised: Recognised | null;
}

/** The source of a file: of those whose signature it has in full, the one with most of its columns; else generic. */
export function detectSource(file: Inspection): SourceFound {
  const headers = new Set(file.columns.map((name) => name.trim()));
  const found: SourceFound[] = [];
  for (const source of sources) {
    const recognised = source.recognise?.(file) ?? null;
    if (recognised !== null) found.push({ source, evidence: recognised.evidence, columns: null, recognised });
    if (source.signature.length === 0 || !source.signature.every((name) => headers.has(name))) continue;
    const count = source.columns.filter((name) => headers.has(name)).length;
    found.push({
      source,
      evidence: [{ key: "evidence_source_columns", inputs: { found: count, of: source.columns.length } }],
      columns: { found: count, of: source.columns.length },
      recognised: null,
    });
  }
  const best = found.sort((a, b) => (b.columns?.found ?? 0) - (a.columns?.found ?? 0))[0];
  return (
    best ?? {
      source: generic,
      evidence: [{ key: "evidence_source_generic" }],
      columns: null,
      recognised: null,
    }
  );
}
