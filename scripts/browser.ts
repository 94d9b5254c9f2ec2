/** Finds a Chromium browser on this machine, or installs one, and says what it does. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const commands = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
];

const fixedPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((name) => {
    const root = process.env[name];
    if (root === undefined) return [];
    return [
      join(root, "Google/Chrome/Application/chrome.exe"),
      join(root, "Chromium/Application/chrome.exe"),
      join(root, "Microsoft/Edge/Application/msedge.exe"),
    ];
  }),
];

const packageManagers: readonly {
  readonly command: string;
  readonly steps: readonly (readonly string[])[];
}[] = [
  {
    command: "apt-get",
    steps: [
      ["apt-get", "update"],
      ["apt-get", "install", "-y", "chromium"],
    ],
  },
  { command: "dnf", steps: [["dnf", "install", "-y", "chromium"]] },
  { command: "apk", steps: [["apk", "add", "chromium"]] },
  { command: "pacman", steps: [["pacman", "-S", "--noconfirm", "chromium"]] },
];

const onPath = (command: string): string | undefined =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find((file) => existsSync(file));

/** The browser that is there already: `REGULARS_BROWSER`, the PATH, the usual places, or an earlier download. */
export function findBrowser(): string | undefined {
  const named = process.env["REGULARS_BROWSER"];
  if (named !== undefined && named !== "") {
    if (!existsSync(named))
      throw new Error(`missing browser: REGULARS_BROWSER names ${named}, which is not there`);
    return named;
  }
  const candidates = [...commands.map(onPath), ...fixedPlaces, chromium.executablePath()];
  return candidates.find((file) => file !== undefined && existsSync(file));
}

const run = (command: readonly string[]): boolean => {
  console.log(`  ${command.join(" ")}`);
  const [program, ...rest] = command;
  return spawnSync(program!, rest, { stdio: "inherit" }).status === 0;
};

/**
 * The path of a Chromium, Chrome or Edge: found, else downloaded by Playwright, else installed by the system's package
 * manager (with sudo where we are not root).
 * @throws Error when none of these gives one
 */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found !== undefined) {
    console.log(`browser: ${found}`);
    return found;
  }
  console.log("browser: none on this machine; downloading Chromium with Playwright");
  run([
    process.execPath,
    join(import.meta.dirname, "../node_modules/playwright-core/cli.js"),
    "install",
    "chromium",
  ]);
  const downloaded = findBrowser();
  if (downloaded !== undefined) return downloaded;

  const manager = packageManagers.find(({ command }) => onPath(command) !== undefined);
  if (manager !== undefined) {
    console.log(`browser: the download did not work; installing Chromium with ${manager.command}`);
    const sudo = process.getuid?.() === 0 ? [] : ["sudo"];
    for (const step of manager.steps) run([...sudo, ...step]);
    const installed = findBrowser();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    "missing browser: install Chromium, Chrome or Edge, or name one in the environment variable REGULARS_BROWSER",
  );
}

/** Arguments under which the tests start a browser: no sandbox (we may be root), no requests of its own. */
export const browserArguments: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
