import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { Effect } from "effect";
import { OpenLineageError } from "../errors.ts";
import type { EventTransport } from "./EventTransport.ts";

const notWritable = (path: string, found: string) =>
  new OpenLineageError({
    operation: "openlineage.append",
    reason: "FileNotWritable",
    message: `the events could not be appended to ${path}: ${found}. Check the path in TRIALFLOW_OPENLINEAGE_FILE, its rights and the free space.`,
    isRetryable: false,
  });

const codeOf = (thrown: unknown): string =>
  typeof thrown === "object" && thrown !== null && "code" in thrown ? String(thrown.code) : "an unknown failure";

/** Appends a text by one write, so that what several programs append stays apart. */
const append = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "a", 0o600);
  try {
    const bytes = Buffer.from(text);
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) throw Object.assign(new Error("short write"), { code: "ENOSPC" });
  } finally {
    await file.close();
  }
};

/**
 * Appends events to a file, one JSON document a line. A new file can be read by its owner alone.
 *
 * Errors   {@link OpenLineageError} `FileNotWritable`
 */
export const fileTransport = (path: string): EventTransport => ({
  send: (events) =>
    Effect.forEach(
      events,
      (event) =>
        Effect.tryPromise({
          try: () => append(path, `${JSON.stringify(event)}\n`),
          catch: (thrown) => notWritable(path, codeOf(thrown)),
        }),
      { discard: true },
    ).pipe(Effect.withSpan("openlineage.append")),
});
