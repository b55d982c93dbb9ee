import { parentPort, workerData } from "node:worker_threads";
import { type PageOrigin, pageEncoder } from "./encodePage.ts";
import { freeMemory } from "./freeMemory.ts";

/** Begins to decode what the main thread sends; called in a worker alone. */
export const serveDecoding = (): void => {
  const encode = pageEncoder((workerData as { readonly origin: PageOrigin }).origin);
  parentPort?.on("message", (page: Uint8Array<ArrayBuffer>) => {
    const encoded = encode(page);
    parentPort?.postMessage(
      encoded,
      [...encoded.tables, encoded.rejects].map(({ buffer }) => buffer),
    );
    freeMemory(page);
  });
};
