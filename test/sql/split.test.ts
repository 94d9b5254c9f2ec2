import { expect, it } from "vitest";
import { splitStatements } from "../../src/sql/split.ts";

it("splits at semicolons outside of texts and comments, and drops what is empty", () => {
  expect(splitStatements("select ';' ; -- one; more\n select $$;$$ /* ; */;; ; -- end")).toEqual([
    "select ';'",
    "-- one; more\n select $$;$$ /* ; */",
  ]);
});
