/** Generates the sample shop's export off the main thread and posts its text. */
import { toShopifyExport } from "./shopify-file.ts";
import { simulateShop } from "./simulate.ts";

addEventListener("message", ({ data }: MessageEvent<{ readonly seed: number }>) => {
  postMessage(toShopifyExport(simulateShop(data.seed)));
});
