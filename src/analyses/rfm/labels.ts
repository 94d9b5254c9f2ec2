/** The labels of the parameters of RFM, of their fields and of their choices. */
import { m, type Messages } from "../../messages/messages.ts";
import type { params } from "./params.ts";
import { eightSegments, elevenSegments, quadrantSegments } from "./segments.ts";

type Word = (inputs: object, messages: Messages) => string;

const labels: Readonly<Record<keyof typeof params, Word>> = {
  scheme: m.rfm_param_scheme,
  names: m.rfm_param_names,
  pair: m.rfm_param_pair,
  method: m.rfm_param_method,
  cuts: m.rfm_param_cuts,
  monetary: m.rfm_param_monetary,
  frequency: m.rfm_param_frequency,
  recency_from: m.rfm_param_recency_from,
  window_days: m.rfm_param_window_days,
  segments: m.rfm_param_segments,
  notes: m.rfm_param_notes,
  stability: m.stability_param,
};

const fields: Readonly<Record<string, Word>> = {
  "cuts.r": m.rfm_field_cut_r,
  "cuts.f": m.rfm_field_cut_f,
  "cuts.m": m.rfm_field_cut_m,
  "segments.name": m.rfm_head_segment,
  "segments.r": m.rfm_field_score_r,
  "segments.f": m.rfm_field_score_f,
  "segments.m": m.rfm_field_score_m,
  "notes.segment": m.rfm_head_segment,
  "notes.note": m.rfm_head_action,
};

/** The label of a parameter. */
export const paramLabel = (name: keyof typeof params, messages: Messages): string =>
  labels[name]({}, messages);

/** The label of a field of a table parameter. */
export const fieldLabel = (name: string, field: string, messages: Messages): string =>
  fields[`${name}.${field}`]?.({}, messages) ?? field;

/** The segments that a note can be for. */
export function suggestions(name: string, field: string | null): readonly string[] {
  if (name !== "notes" || field !== "segment") return [];
  const known = [
    ...elevenSegments.map(({ name: segment }) => segment),
    ...eightSegments,
    ...Object.values(quadrantSegments).flat(),
  ];
  return known;
}
