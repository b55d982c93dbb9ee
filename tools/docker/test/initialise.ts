import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { paths } from "../src/paths.ts";
import type { ComposeServer } from "./composeServer.ts";

const initFolder = join(paths.postgres, "init");

/** Says whether this machine has psql, which the image brings along. */
export const hasPsql = spawnSync("psql", ["--version"]).status === 0;

/** The environment that the image's entrypoint gives to what it runs; `docker compose exec` has the file's name in place of the password. */
const environmentOf = (server: ComposeServer) => ({
  PATH: process.env["PATH"],
  PGHOST: server.socketFolder,
  PGPORT: String(server.port),
  POSTGRES_USER: "postgres",
  POSTGRES_DB: "trialflow",
  TRIALFLOW_SECRETS: server.secretsFolder,
});

/** Creates the database as the entrypoint does for POSTGRES_DB, and runs the SQL files of docker/postgres/init in their order. */
export const runInitSql = async (server: ComposeServer): Promise<void> => {
  const maintenance = server.connectAsSuperuser("postgres");
  await maintenance`create database trialflow`;
  await maintenance.end();
  const client = server.connectAsSuperuser();
  for (const file of readdirSync(initFolder).sort()) {
    if (file.endsWith(".sql")) await client.unsafe(readFileSync(join(initFolder, file), "utf8"));
  }
  await client.end();
};

/** Runs the script that sets the passwords, as a file, as the entrypoint and `docker compose exec` do. */
export const runPasswordScript = (server: ComposeServer) =>
  spawnSync("bash", [join(initFolder, "30-passwords.sh")], { encoding: "utf8", env: environmentOf(server) });

/** Gives the passwords of the secrets files: by the script, or where there is no psql by the same statements. */
export const setPasswords = async (server: ComposeServer): Promise<void> => {
  if (hasPsql) {
    const { status, stderr } = runPasswordScript(server);
    if (status !== 0) throw new Error(stderr);
    return;
  }
  const client = server.connectAsSuperuser();
  for (const role of ["etl", "analyst"]) {
    await client.unsafe(`alter role ${role} password '${server.readSecret(`${role}_password`)}'`);
  }
  await client.end();
};
