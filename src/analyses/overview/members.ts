/** The customers behind the figures of the overview. */
import type { Mark, Members } from "../analysis.ts";
import type { OverviewRow } from "./rows.ts";
import sql from "./members.sql?raw";
import spans from "./spans.sql?raw";

/** Begins as the main query does. `is_new`, `repeated`: null where the customer has no order in the span. */
export const members: Members = {
  sql: `${spans.trim()},\n\n${sql}`,
  readsResult: false,
  columns: {
    span: { kind: "text" },
    starts_on: { kind: "date" },
    ends_on: { kind: "date" },
    ordered: { kind: "boolean" },
    is_new: { kind: "boolean", nullable: true },
    repeated: { kind: "boolean", nullable: true },
    began: { kind: "boolean" },
    returned: { kind: "boolean", nullable: true },
  },
};

type Span = Pick<OverviewRow, "span" | "starts_on" | "ends_on">;

const spanOf = ({ span, starts_on, ends_on }: Span): Mark => ({ span, starts_on, ends_on });

/** Those who ordered in the span. */
export const orderedIn = (row: Span): Mark => ({ ...spanOf(row), ordered: true });

/** Those who first ordered in it; `is_new: false` in its place are the returning ones. */
export const newIn = (row: Span): Mark => ({ ...orderedIn(row), is_new: true });

/** Those with two orders or more in it; `repeated: false` in its place are those with one. */
export const repeatedIn = (row: Span): Mark => ({ ...orderedIn(row), repeated: true });

/** Those who began in it and have ordered on a later day since; `returned: false` in its place have not yet. */
export const returnedOf = (row: Span): Mark => ({ ...spanOf(row), began: true, returned: true });
