import { randomUUID } from "node:crypto";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { Clock, Effect, Option } from "effect";
import { attemptFile, errorCode } from "./attemptFile.ts";
import { isMarkAlive, ownProcessMark } from "./ProcessMark.ts";

/** After this time a lock file without content belongs to a process that died while it wrote it. */
const emptyLockMillis = 5_000;

const ignoreMissing = (error: unknown): undefined => {
  if (errorCode(error) === "ENOENT") return undefined;
  throw error;
};

const create = (file: string, content: string) =>
  attemptFile("prepare", file, () =>
    writeFile(file, content, { flag: "wx", mode: 0o600 }).then(
      () => true,
      (error) => {
        if (errorCode(error) === "EEXIST") return false;
        throw error;
      },
    ),
  );

const read = (file: string) => attemptFile("prepare", file, () => readFile(file, "utf8").catch(ignoreMissing));

const isAbandoned = Effect.fnUntraced(function* (file: string, content: string) {
  if (content !== "") return !(yield* isMarkAlive(content.split("\n")[0] ?? ""));
  const facts = yield* attemptFile("prepare", file, () => stat(file).catch(ignoreMissing));
  return facts !== undefined && (yield* Clock.currentTimeMillis) - facts.mtimeMs > emptyLockMillis;
});

const removeAbandonedLock = Effect.fnUntraced(function* (file: string) {
  const content = yield* read(file);
  if (content === undefined || !(yield* isAbandoned(file, content))) return;
  const aside = `${file}.${randomUUID()}`;
  // Of several processes that find the same dead lock one wins this rename.
  yield* attemptFile("prepare", file, () => rename(file, aside).catch(ignoreMissing));
  const moved = yield* read(aside);
  if (moved !== undefined && moved !== content) {
    // Another process was faster and this is its new lock: put it back.
    yield* attemptFile("prepare", file, () => rename(aside, file).catch(ignoreMissing));
  }
  yield* attemptFile("prepare", aside, () => rm(aside, { force: true }));
});

const acquire = Effect.fnUntraced(function* (file: string) {
  const content = `${yield* ownProcessMark}\n${randomUUID()}\n`;
  if (yield* create(file, content)) return content;
  yield* removeAbandonedLock(file);
  return (yield* create(file, content)) ? content : undefined;
});

const release = (file: string, content: string) =>
  attemptFile("prepare", file, async () => {
    if ((await readFile(file, "utf8").catch(ignoreMissing)) === content) await rm(file, { force: true });
  }).pipe(Effect.ignore({ log: "Warn" }));

/**
 * Runs an effect while this process alone prepares or starts the server, or does not run it while another process does.
 * A lock of a process that was killed is taken over.
 *
 * The lock saves work; it is not what keeps the data safe. Should two processes ever pass it, the atomic rename of a new data
 * folder and the server's own `postmaster.pid` still let only one win.
 */
export const withStartLock = <A, E, R>(file: string, effect: Effect.Effect<A, E, R>) =>
  Effect.acquireUseRelease(
    acquire(file),
    (content) => (content === undefined ? Effect.succeed(Option.none<A>()) : Effect.map(effect, Option.some)),
    (content) => (content === undefined ? Effect.void : release(file, content)),
  );
