import { spawn } from "node:child_process";
import { Effect } from "effect";
import { superuser } from "./AdminConnection.ts";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import { type NativeFolder, nativeProgram } from "./NativeFolder.ts";
import { type ServerUser, spawnIdentity } from "./ServerUser.ts";
import { serverEnvironment } from "./serverEnvironment.ts";
import { spawnFailure } from "./spawnFailure.ts";

/** What initdb needs to know. */
export interface InitdbOptions {
  readonly native: NativeFolder;
  readonly user: ServerUser | undefined;
  /** The folder to fill; it must not exist, and its parent must belong to the server's user. */
  readonly folder: string;
  readonly passwordFile: string;
  readonly durable: boolean;
}

/** How the program ended and the last part of what it wrote. */
export interface InitdbResult {
  readonly isDone: boolean;
  readonly output: string;
}

const outputLimit = 4_000;

/** One locale everywhere: bytewise order, Unicode case rules from the server itself and not from the machine's libraries. */
const localeArguments = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];

const initdbArguments = (options: InitdbOptions): ReadonlyArray<string> => [
  `--pgdata=${options.folder}`,
  `--username=${superuser}`,
  `--pwfile=${options.passwordFile}`,
  "--auth=scram-sha-256",
  "--data-checksums",
  "--no-instructions",
  ...localeArguments,
  // The probes of initdb would otherwise ask for huge pages, which can end them with SIGBUS in containers.
  "--set=huge_pages=off",
  ...(options.durable ? [] : ["--no-sync"]),
];

/**
 * Runs initdb to its end; an interruption ends it.
 *
 * Errors   `BinariesUnusable` where it could not be run at all; its own failure is a result
 */
export const runInitdb = (options: InitdbOptions): Effect.Effect<InitdbResult, EmbeddedPostgresError> =>
  Effect.callback((resume) => {
    let output = "";
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString("utf8")).slice(-outputLimit);
    };
    const child = spawn(nativeProgram(options.native, "initdb"), initdbArguments(options), {
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      cwd: options.native.path,
      env: serverEnvironment(process.env),
      ...spawnIdentity(options.user),
    });
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (cause) =>
      resume(
        Effect.fail(
          new EmbeddedPostgresError({
            operation: "initialise",
            reason: { _tag: "BinariesUnusable", folder: options.native.path, detail: spawnFailure(cause) },
            cause,
          }),
        ),
      ),
    );
    child.once("close", (code) => resume(Effect.succeed({ isDone: code === 0, output: output.trim() })));
    return Effect.sync(() => {
      child.kill("SIGTERM");
    });
  });
