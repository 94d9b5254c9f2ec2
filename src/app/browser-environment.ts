/** The application's environment in a browser. */
import { analyses } from "../analyses/index.ts";
import { browserTabs } from "../base/tabs.ts";
import { deleteDatabase, openEngine } from "../engine/open.ts";
import { planImport, replan } from "../ingest/plan.ts";
import { previewReading } from "../ingest/preview.ts";
import { chooseLocale } from "../messages/choose-locale.ts";
import { createMessages } from "../messages/create-messages.ts";
import { openKeptFiles } from "../storage/kept-files.ts";
import { openLibrary } from "../storage/open.ts";
import { hasRoomFor } from "../storage/room.ts";
import type { Environment, StorageKeeper } from "./environment.ts";
import { ordersWarehouse } from "./orders-warehouse.ts";
import { maybeLocalStorage } from "./settings.ts";

/** A new id. randomUUID is there in secure contexts only. */
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );

function maybeKeeper(): StorageKeeper | null {
  const storage = (navigator as Partial<Navigator>).storage;
  if (typeof storage?.persist !== "function") return null;
  return {
    persist: () => storage.persist(),
    persisted: () => storage.persisted(),
    async estimate() {
      const { usage = null, quota = null } = await storage.estimate();
      return { usage, quota };
    },
    hasRoomFor,
  };
}

/** Returns the environment of this page. */
export function browserEnvironment(): Environment {
  const tabs = browserTabs();
  const tab = newId();
  const keeper = maybeKeeper();
  return {
    openEngine: () => openEngine(tabs, tab),
    tabs,
    ...(keeper && { keeper }),
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
    newId,
  };
}
