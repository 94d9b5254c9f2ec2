/** Peak memory of a browser, read from the operating system (Linux; elsewhere unknown). */
import { readdirSync, readFileSync } from "node:fs";

const read = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

/** Peak resident bytes so far of the largest renderer process of a browser started with this profile mark, or null. */
export function peakRendererBytes(mark: string): number | null {
  let peak: number | null = null;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const command = read(`/proc/${pid}/cmdline`);
    if (!command.includes("--type=renderer") || !command.includes(mark)) continue;
    const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? NaN);
    if (Number.isFinite(kilobytes)) peak = Math.max(peak ?? 0, kilobytes * 1024);
  }
  return peak;
}
