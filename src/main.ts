/** Mounts the app. */
import { mount } from "svelte";
import { version } from "../package.json";
import { browserEnvironment } from "./app/browser-environment.ts";
import { createConsole } from "./app/console.ts";
import { Regulars } from "./app/regulars.svelte.ts";
import AppRoot from "./ui/App.svelte";

const app = new Regulars(browserEnvironment());
Object.assign(globalThis, { regulars: createConsole(app, version) });

// Saved when the page may be gone the next moment; browsers announce it in one of these ways.
addEventListener("pagehide", () => void app.flush());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") void app.flush();
});

mount(AppRoot, { target: document.getElementById("app")!, props: { app } });
