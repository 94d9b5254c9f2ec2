/** A browser with a profile on disk that can be killed as the operating system does it: all its processes at once. */
import { spawn, type ChildProcess } from "node:child_process";
import { chromium, type Browser, type Page } from "playwright-core";
import { browserArguments } from "../../scripts/browser.ts";

/** A started browser with one page. */
export interface KillableBrowser {
  readonly page: Page;
  /** Sends SIGKILL to every process of the browser and resolves when they are gone. */
  kill(): Promise<void>;
}

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = "";
    child.stderr!.on("data", (data: Buffer) => {
      said += data.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found) resolve(found[1]!);
    });
    child.once("exit", () => reject(new Error(`the browser ended: ${said}`)));
  });

/** Starts the browser on a profile; one of an earlier start that was killed is taken as it was left. */
export async function startKillable(path: string, profile: string): Promise<KillableBrowser> {
  const child = spawn(
    path,
    [...browserArguments, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`],
    // A process group of its own, so that the signal reaches renderer, storage and GPU processes too.
    { detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let browser: Browser;
  try {
    browser = await chromium.connectOverCDP(await addressOf(child));
  } catch (error) {
    process.kill(-child.pid!, "SIGKILL");
    throw error;
  }
  const context = browser.contexts()[0]!;
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    async kill() {
      process.kill(-child.pid!, "SIGKILL");
      await gone;
      await browser.close().catch(() => undefined);
    },
  };
}
