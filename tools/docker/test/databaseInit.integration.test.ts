import { spawnSync } from "node:child_process";
import { Database, type MigrationReport, migrate } from "@trialflow/database";
import { type DatabaseRole, databaseRoles } from "@trialflow/schema";
import { ConfigProvider, Effect, Redacted } from "effect";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServerCertificate } from "../src/certificate/createServerCertificate.ts";
import { readComposeFile } from "../src/compose/readComposeFile.ts";
import { paths } from "../src/paths.ts";
import { type ComposeServer, startComposeServer, writeSecret } from "./composeServer.ts";
import { hasPsql, runInitSql, runPasswordScript, setPasswords } from "./initialise.ts";

let server: ComposeServer;
let firstMigration: MigrationReport;

const loginOf = (name: "etl" | "analyst") => ({
  name,
  password: server.readSecret(`${name}_password`).replace(/[\r\n]+$/, ""),
});

/** Runs one statement as a user of the network: the first column's value, or the server's SQLSTATE. */
const attempt = async (
  user: { readonly name: string; readonly password: string },
  statement: string,
  options: Parameters<ComposeServer["connect"]>[1] = {},
): Promise<unknown> => {
  const client = server.connect(user, options);
  try {
    const [row] = await client.unsafe(statement);
    return row === undefined ? null : Object.values(row)[0];
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.end({ timeout: 1 });
  }
};

/** Runs the program's database layer as a container would: URL with `sslmode=verify-full`, root certificate from a file. */
const asProgram = <A, E>(effect: Effect.Effect<A, E, Database>) => {
  const { password } = loginOf("etl");
  const url = `postgres://etl:${encodeURIComponent(password)}@localhost:${server.port}/trialflow?sslmode=verify-full`;
  const environment = { TRIALFLOW_DATABASE_SSL_ROOT_CERT: `${server.secretsFolder}/ca_crt` };
  return Effect.runPromise(
    effect.pipe(
      Effect.provide(Database.layerUrl(Redacted.make(url))),
      Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment))),
    ),
  );
};

const printable = fc.string({ minLength: 1, maxLength: 40 });

describe.skipIf(process.platform === "win32")("the database of docker-compose.yml", () => {
  beforeAll(async () => {
    if (!hasPsql)
      console.log(
        "Skipped: the tests of 30-passwords.sh and of the health check, because there is no psql on this machine.",
      );
    // Everything is logged, so that a password which is sent in the clear cannot go unnoticed.
    server = await startComposeServer(["log_statement=all", "log_min_duration_statement=0"]);
    writeSecret(server, "etl_password", 'it\'s "quoted", \\back\\slashed, $(touched) and spaced \n');
    writeSecret(server, "analyst_password", "crlf at the end\r\n");
    if (!hasPsql) for (const name of ["etl", "analyst"] as const) writeSecret(server, `${name}_password`, `${name}-pw`);
    await runInitSql(server);
    await setPasswords(server);
    firstMigration = await asProgram(migrate("test", "test"));
  });
  afterAll(() => server.stop());

  test("it has the declared roles with their memberships, and no other", async () => {
    const client = server.connectAsSuperuser();
    const found = await client`
      select r.rolname as name, r.rolcanlogin as can_login, r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolbypassrls as is_privileged,
        array(select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid order by 1) as member_of
      from pg_roles r where r.rolname !~ '^pg_' and r.rolname <> 'postgres' order by 1`;
    await client.end();
    const declared = (databaseRoles as ReadonlyArray<DatabaseRole>).map((role) => ({
      name: role.name,
      can_login: role.canLogin,
      is_privileged: false,
      member_of: [...role.memberOf].sort(),
    }));
    expect([...found]).toEqual(declared.sort((a, b) => (a.name < b.name ? -1 : 1)));
  });

  test("the program migrates it as etl, over TLS with certificate and name checked", async () => {
    const { appliedCount, totalCount } = firstMigration;
    expect(appliedCount).toBe(totalCount);
    expect(appliedCount).toBeGreaterThan(0);
    expect(await asProgram(migrate("test", "test"))).toEqual({ appliedCount: 0, totalCount });
  });

  test("the program loads as trialflow_loader, which may create temporary tables", async () => {
    const count = await asProgram(
      Effect.gen(function* () {
        const database = yield* Database;
        return yield* database.transaction(
          { operation: "test", role: "trialflow_loader" },
          database.query("test", (db) => db.execute("create temporary table incoming as select 1 as n")),
        );
      }),
    );
    expect(count).toBeDefined();
  });

  test("an analyst reads analytics", async () => {
    expect(await attempt(loginOf("analyst"), "select count(*)::int from analytics.trials")).toBe(0);
  });

  test.each([
    "select * from raw.ctgov_legacy_csv",
    "select * from staging.trials",
    "select * from ops.runs",
    "select * from migrations.applied",
    "insert into analytics.countries default values",
    "delete from analytics.trials",
    "create table analytics.mine (n int)",
    "create table public.mine (n int)",
    "create temporary table mine (n int)",
    "create schema mine",
    "set role dataops",
    "copy (select 1) to program 'true'",
    "select pg_read_file('/etc/passwd')",
  ])("an analyst is refused: %s", async (statement) => {
    expect(await attempt(loginOf("analyst"), statement)).toBe("42501");
  });

  test("etl cannot make itself superuser or read the server's files", async () => {
    expect(await attempt(loginOf("etl"), "alter role etl superuser")).toBe("42501");
    expect(await attempt(loginOf("etl"), "select pg_read_file('/etc/passwd')")).toBe("42501");
  });

  test("nobody connects to another database", async () => {
    for (const name of ["etl", "analyst"] as const) {
      for (const database of ["postgres", "template1"]) {
        expect(await attempt(loginOf(name), "select 1", { database })).toBe("28000");
      }
    }
  });

  test("a connection without TLS is refused", async () => {
    expect(await attempt(loginOf("analyst"), "select 1", { ssl: false })).toBe("28000");
  });

  test("the superuser cannot log in over the network", async () => {
    const superuser = { name: "postgres", password: server.readSecret("postgres_password") };
    expect(await attempt(superuser, "select 1")).toBe("28000");
  });

  test("a client that trusts another authority does not send its password", async () => {
    const { authority } = createServerCertificate(["localhost"], new Date());
    const result = await attempt(loginOf("analyst"), "select 1", { ssl: { ca: authority, rejectUnauthorized: true } });
    expect(result).toBe("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
  });

  test("a wrong password is refused", async () => {
    expect(await attempt({ ...loginOf("etl"), password: "wrong" }, "select 1")).toBe("28P01");
    expect(await attempt({ ...loginOf("etl"), password: "" }, "select 1")).toBe("28P01");
  });

  test.skipIf(!hasPsql)("the health check answers and leaves no trace in the log", () => {
    const [, command = "", ...options] =
      readComposeFile(paths.composeFile).services["database"]?.healthcheck?.test ?? [];
    const before = server.readLog();
    expect(spawnSync(command, [...options, `--port=${server.port}`]).status).toBe(0);
    expect(server.readLog()).toBe(before);
    expect(spawnSync(command, [...options, `--port=${server.port + 1}`]).status).not.toBe(0);
  });

  describe.skipIf(!hasPsql)("30-passwords.sh", () => {
    test("run again, it gives new passwords and ends the old ones", async () => {
      const old = loginOf("analyst");
      writeSecret(server, "analyst_password", "another one");
      expect(runPasswordScript(server)).toMatchObject({ status: 0, stdout: "", stderr: "" });
      expect(await attempt(old, "select 1")).toBe("28P01");
      expect(await attempt(loginOf("analyst"), "select 1")).toBe(1);
    });

    test("sets any printable password, whatever signs it has", async () => {
      await fc.assert(
        fc.asyncProperty(printable, fc.constantFrom("", "\n", "\r\n"), async (password, lineEnd) => {
          writeSecret(server, "analyst_password", `${password}${lineEnd}`);
          expect(runPasswordScript(server)).toMatchObject({ status: 0, stderr: "" });
          expect(await attempt({ name: "analyst", password }, "select 1")).toBe(1);
        }),
        { numRuns: 20 },
      );
    });

    test.each(["etl", "analyst"])("refuses an empty file for %s and changes no password", async (role) => {
      const kept = loginOf("etl");
      const content = server.readSecret(`${role}_password`);
      writeSecret(server, `${role}_password`, "\n");
      const { status, stderr } = runPasswordScript(server);
      writeSecret(server, `${role}_password`, content);
      expect(status).toBe(1);
      expect(stderr).toContain(`${role}_password is empty: expected the password of the role ${role}`);
      expect(await attempt(kept, "select 1")).toBe(1);
    });

    test("says nothing of a password when the server cannot be reached", () => {
      const { status, stdout, stderr } = runPasswordScript({ ...server, port: server.port + 1 });
      expect(status).not.toBe(0);
      expect(`${stdout}${stderr}`).not.toContain(loginOf("etl").password);
    });

    test("leaves no password in the server's log, even where every statement is logged", () => {
      writeSecret(server, "analyst_password", "not to be found in a log");
      expect(runPasswordScript(server).status).toBe(0);
      const log = server.readLog();
      expect(log).toContain("create role etl login");
      expect(log).not.toMatch(/alter role (etl|analyst) password/i);
      expect(["etl", "analyst"].filter((name) => log.includes(loginOf(name as "etl").password))).toEqual([]);
    });
  });
});
