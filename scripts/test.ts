/** Runs every test, unit and browser, and closes with the counts. */
import { startVitest } from "vitest/node";
import { ensureBrowser } from "./browser.ts";

process.env["REGULARS_BROWSER"] = ensureBrowser();
const vitest = await startVitest("test", process.argv.slice(2), { run: true, watch: false });
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const count = (state: string) => tests.filter((test) => test.result().state === state).length;
const broken = vitest.state.getTestModules().filter((module) => !module.ok()).length;
await vitest.close();
console.log(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
process.exit(count("failed") > 0 || broken > 0 || vitest.state.getUnhandledErrors().length > 0 ? 1 : 0);
