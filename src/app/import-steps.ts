/** The steps of an import in the order in which they are taken. */
import type { Progress } from "./app.ts";

/** A step of an import. */
export interface ImportStep {
  readonly phase: Progress["phase"];
  readonly state: "done" | "now" | "to come";
}

const order = ["looking", "counting", "rewriting", "loading", "tables", "storing"] as const;

/** Every step with where it stands while `phase` is under way; `rewriting` is shown only while it happens. */
export function importSteps(phase: Progress["phase"]): readonly ImportStep[] {
  const shown: readonly Progress["phase"][] = [
    ...(phase === "waiting" ? (["waiting"] as const) : []),
    ...order.filter((step) => step !== "rewriting" || phase === "rewriting"),
  ];
  const now = shown.indexOf(phase);
  return shown.map((step, index) => ({
    phase: step,
    state: index < now ? "done" : index === now ? "now" : "to come",
  }));
}
