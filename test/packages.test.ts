/** What is installed: exact, whole for every machine, and used. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const read = (name: string) => readFileSync(resolve(root, name), "utf8");

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const { dependencies, devDependencies, scripts } = JSON.parse(read("package.json")) as Record<
  "dependencies" | "devDependencies" | "scripts",
  Readonly<Record<string, string>>
>;
const { packages } = JSON.parse(read("package-lock.json")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const direct = { ...dependencies, ...devDependencies };

/** Packages that no import names: types of others, and what a script or a settings file runs. */
const named = [JSON.stringify(scripts), read("project.inlang/settings.json"), read(".prettierrc.json")].join(
  "\n",
);
const commands: Readonly<Record<string, string>> = {
  "@inlang/paraglide-js": "paraglide-js",
  typescript: "tsc",
};

describe("the packages", () => {
  it("are asked for in one exact version each", () => {
    expect(
      Object.entries(direct).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
    ).toEqual([]);
  });

  it("are locked for every system: `npm ci` refuses a lock that lacks the builds of another one", () => {
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => {
        const parents = place.split("/node_modules/").map((_, index, parts) => parts.slice(0, index + 1));
        const places = ["", ...parents.map((parts) => `${parts.join("/node_modules/")}/`)];
        return !places.some((parent) => `${parent}node_modules/${name}` in packages);
      }),
    );
    expect(missing).toEqual([]);
  });

  it("are each used by the code, a script or a setting", () => {
    const files = execFileSync("git", ["ls-files", "*.ts", "*.js", "*.svelte"], {
      cwd: root,
      encoding: "utf8",
    })
      .trim()
      .split("\n");
    const code = files.map(read).join("\n");
    const unused = Object.keys(direct).filter((name) => {
      const imported = new RegExp(`(from|import|import\\(|resolve\\()\\s*\\(?"${name}(/[^"]*)?"`).test(code);
      const types = name.startsWith("@types/") && (name === "@types/node" || name.slice(7) in direct);
      return !imported && !types && !named.includes(commands[name] ?? name);
    });
    expect(unused).toEqual([]);
  });
});
