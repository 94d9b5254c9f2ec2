/** The application as components see it, handed down by Svelte's context. */
import { createContext } from "svelte";
import type { App } from "../app/app.ts";

const [get, set] = createContext<App>();

/** The application. @throws when no component above has called {@link setApp}. */
export const getApp: () => App = get;

/** Hands the application down to every component below the calling one. */
export const setApp: (app: App) => App = set;
