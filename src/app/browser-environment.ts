/** The application's environment in a browser. */
import { analyses } from "../analyses/index.ts";
import { deleteDatabase, openEngine } from "../engine/open.ts";
import { planImport, replan } from "../ingest/plan.ts";
import { previewReading } from "../ingest/preview.ts";
import { chooseLocale } from "../messages/choose-locale.ts";
import { createMessages } from "../messages/create-messages.ts";
import { openKeptFiles } from "../storage/kept-files.ts";
import { openLibrary } from "../storage/open.ts";
import type { Environment } from "./environment.ts";
import { ordersWarehouse } from "./orders-warehouse.ts";
import { maybeLocalStorage } from "./settings.ts";

/** Returns the environment of this page. */
export function browserEnvironment(): Environment {
  return {
    openEngine,
    deleteDatabase,
    openLibrary,
    openKeptFiles,
    planner: { plan: planImport, replan, preview: previewReading },
    warehouse: ordersWarehouse,
    analyses,
    createMessages,
    chooseLocale,
    sampleShopFiles: async () => (await import("../lessons/sample-shop/index.ts")).sampleShopFiles(),
    settings: maybeLocalStorage(),
    languages: navigator.languages,
    root: document.documentElement,
    tellsSight: true,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: () => Date.now(),
    // randomUUID is there in secure contexts only.
    newId: () =>
      Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
        byte.toString(16).padStart(2, "0"),
      ).join(""),
  };
}
