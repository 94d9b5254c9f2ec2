/** Which colours a theme means on this machine. */
import type { Theme } from "./app.ts";

/** The colours to show: a theme as chosen, or for `system` what the machine prefers. */
export function resolveTheme(
  theme: Theme,
  machine: { readonly dark: boolean; readonly moreContrast: boolean },
): Exclude<Theme, "system"> {
  if (theme !== "system") return theme;
  if (machine.moreContrast) return machine.dark ? "contrast-dark" : "contrast";
  return machine.dark ? "dark" : "light";
}
