/** A browser with a profile on disk that can be killed as the operating system does it: all its processes at once. */
import { execFileSync } from "node:child_process";
import { chromium, type Page } from "playwright-core";
import { browserArguments } from "../../scripts/browser.ts";

/** A started browser with one page. */
export interface KillableBrowser {
  readonly page: Page;
  /** Sends SIGKILL to every process of the browser and resolves when they are gone. */
  kill(): Promise<void>;
}

/** The process groups of the browser on a profile: its main process leads one, and its children are in it. */
function groupsOf(profile: string): readonly number[] {
  const lines = execFileSync("ps", ["-eo", "pgid=,args="], { encoding: "utf8", maxBuffer: 2 ** 24 }).split(
    "\n",
  );
  const own = lines.filter((line) => line.includes(`--user-data-dir=${profile}`));
  return [...new Set(own.map((line) => Number.parseInt(line, 10)))];
}

/** Starts the browser on a profile; one of an earlier start that was killed is taken as it was left. */
export async function startKillable(path: string, profile: string): Promise<KillableBrowser> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: path,
    args: [...browserArguments],
    locale: "en-US",
    timezoneId: "Europe/Berlin",
  });
  const gone = new Promise<void>((resolve) => context.once("close", () => resolve()));
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    async kill() {
      for (const group of groupsOf(profile)) process.kill(-group, "SIGKILL");
      await gone;
    },
  };
}
