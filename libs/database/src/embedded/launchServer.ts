import { spawn } from "node:child_process";
import { stat, statfs } from "node:fs/promises";
import { totalmem } from "node:os";
import { Deferred, Effect } from "effect";
import { attemptFile } from "./attemptFile.ts";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import { type NativeFolder, nativeProgram } from "./NativeFolder.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import { type ServerUser, spawnIdentity } from "./ServerUser.ts";
import { serverEnvironment } from "./serverEnvironment.ts";
import { openLog } from "./serverLog.ts";
import { serverSettings } from "./serverSettings.ts";
import { spawnFailure } from "./spawnFailure.ts";

/** A server process that this process started, and that outlives it. */
export interface LaunchedServer {
  readonly pid: number;
  /** Completes when the process ends. */
  readonly ended: Deferred.Deferred<void>;
  /** Where the log of this start begins. */
  readonly logOffset: number;
}

/** What a start needs to know. */
export interface LaunchOptions {
  readonly place: ServerPlace;
  readonly native: NativeFolder;
  readonly user: ServerUser | undefined;
  readonly durable: boolean;
  readonly port: number;
  /** Hears of the process as soon as it runs, also where the caller is interrupted in that moment. */
  readonly onLaunched: (launched: LaunchedServer) => void;
}

const readSharedMemory = Effect.promise(() =>
  statfs("/dev/shm").then(
    ({ blocks, bsize }) => blocks * bsize,
    () => undefined,
  ),
);

const spawnServer = (options: LaunchOptions, args: ReadonlyArray<string>, logDescriptor: number) =>
  Effect.callback<Omit<LaunchedServer, "logOffset">, EmbeddedPostgresError>((resume) => {
    const ended = Deferred.makeUnsafe<void>();
    const child = spawn(nativeProgram(options.native, "postgres"), args, {
      // A session of its own: a Ctrl-C at the terminal is for the command, which then stops the server in order.
      detached: true,
      windowsHide: true,
      stdio: ["ignore", logDescriptor, logDescriptor],
      cwd: options.place.storageFolder,
      env: serverEnvironment(process.env),
      ...spawnIdentity(options.user),
    });
    child.once("error", (error) =>
      resume(
        Effect.fail(
          new EmbeddedPostgresError({
            operation: "start",
            reason: { _tag: "BinariesUnusable", folder: options.native.path, detail: spawnFailure(error) },
            cause: error,
          }),
        ),
      ),
    );
    child.once("exit", () => Deferred.doneUnsafe(ended, Effect.void));
    child.once("spawn", () => {
      child.unref();
      resume(Effect.succeed({ pid: child.pid ?? 0, ended }));
    });
  });

/** Starts the server process in the background and does not wait until it is ready. */
export const launchServer = Effect.fnUntraced(function* (options: LaunchOptions) {
  const { place, port, durable } = options;
  const settings = serverSettings({
    port,
    durable,
    totalMemoryBytes: totalmem(),
    sharedMemoryBytes: yield* readSharedMemory,
    platform: process.platform,
  });
  const args = [
    "-D",
    place.dataFolder,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  return yield* Effect.acquireUseRelease(
    openLog(place.logFile),
    (log) =>
      Effect.gen(function* () {
        const { size } = yield* attemptFile("start", place.logFile, () => stat(place.logFile));
        return yield* spawnServer(options, args, log.fd).pipe(
          Effect.map((spawned): LaunchedServer => ({ ...spawned, logOffset: size })),
          Effect.tap((launched) => Effect.sync(() => options.onLaunched(launched))),
          Effect.uninterruptible,
        );
      }),
    (log) => Effect.ignore(Effect.tryPromise(() => log.close())),
  );
});
