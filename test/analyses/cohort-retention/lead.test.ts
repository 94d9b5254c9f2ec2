import { describe, expect, it } from "vitest";
import { cohortRetention } from "../../../src/analyses/cohort-retention/analysis.ts";
import { markOf } from "../../../src/analyses/cohort-retention/mark.ts";
import { explainDifference } from "../../../src/analyses/explain-difference/analysis.ts";
import { createMessages } from "../../../src/messages/create-messages.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";

const leadOf = (given: object, mark = markOf({ cohort: "2024-03-01", split: null, k: 2 })) =>
  cohortRetention.lead!(mark, parseParams(cohortRetention.params, { ...given }), createMessages("en"));

describe("the further question of a cell", () => {
  it("is why its cohort differs at its k, as the table counts it", () => {
    const lead = leadOf({ period: "month", clock: "age", return: "by" })!;
    expect(lead.analysis).toBe(explainDifference.id);
    expect(parseParams(explainDifference.params, lead.params)).toMatchObject({
      what: "retention",
      period: "month",
      cohort_0: null,
      cohort_1: "2024-03-01",
      k: 2,
      clock: "age",
      return: "by",
    });
  });

  it("is none where the figure is not one that is split: money, a group, the pooled row, ranges of days", () => {
    expect(leadOf({ measure: "net_amount" })).toBeNull();
    expect(leadOf({ split_by: "channel" })).toBeNull();
    expect(leadOf({}, markOf({ cohort: null, split: null, k: 2 }))).toBeNull();
    expect(leadOf({ clock: "days" })).toBeNull();
    expect(leadOf({ brackets: [{ from_day: 1, to_day: 30 }] })).toBeNull();
    expect(leadOf({})).not.toBeNull();
  });
});
