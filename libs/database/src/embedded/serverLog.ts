import { constants } from "node:fs";
import { type FileHandle, open, rename, stat } from "node:fs/promises";
import { Effect } from "effect";
import { attemptFile, errorCode } from "./attemptFile.ts";
import type { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";

/** From this size on a log becomes `server.log.1` at the next start, so that both together stay bounded. */
const rotationBytes = 4 * 1024 * 1024;

const tailBytes = 4_000;

/** Begins a new log where the old one has grown; the one before is kept as `<file>.1`. */
export const rotateLog = (file: string, limitBytes: number = rotationBytes) =>
  attemptFile("start", file, async () => {
    try {
      if ((await stat(file)).size >= limitBytes) await rename(file, `${file}.1`);
    } catch (error) {
      if (errorCode(error) !== "ENOENT") throw error;
    }
  });

/** Opens the log for appending; its owner alone may read it, and a symbolic link is refused. */
export const openLog = (file: string): Effect.Effect<FileHandle, EmbeddedPostgresError> =>
  attemptFile("start", file, () =>
    open(file, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0), 0o600),
  );

const readFrom = async (file: string, offset: number | undefined): Promise<string> => {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const start = Math.max(offset ?? 0, size - tailBytes, 0);
    const buffer = Buffer.alloc(Math.max(0, size - start));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
    return buffer.subarray(0, bytesRead).toString("utf8").trim();
  } finally {
    await handle.close();
  }
};

/** Reads the end of the log, at most 4,000 bytes, from an offset on; a log that cannot be read is empty. */
export const readLogTail = (file: string, offset?: number): Effect.Effect<string> =>
  Effect.promise(() => readFrom(file, offset).catch(() => ""));
