import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readComposeFile } from "../src/compose/readComposeFile.ts";
import { paths } from "../src/paths.ts";
import { namesOf, type SecretPart, secretParts } from "../src/secrets/secretNames.ts";

let base: string;
let folder: string;
let dotenv: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "trialflow-secrets-"));
  folder = join(base, "secrets");
  dotenv = join(base, ".env");
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const generate = (...options: ReadonlyArray<string>) =>
  spawnSync(
    process.execPath,
    [
      fileURLToPath(new URL("../generateSecrets.ts", import.meta.url)),
      "--folder",
      folder,
      "--dotenv",
      dotenv,
      ...options,
    ],
    { encoding: "utf8" },
  );

const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const readAll = (): Record<string, string> => Object.fromEntries(readdirSync(folder).map((name) => [name, read(name)]));

test("it writes every secret that docker-compose.yml names, and no other", () => {
  expect(generate().status).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(Object.keys(readComposeFile(paths.composeFile).secrets ?? {}).sort());
});

test.skipIf(process.platform === "win32")("only the owner can enter the folder and read the files", () => {
  generate();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(new Set(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777))).toEqual(
    new Set([0o600]),
  );
});

test("it prints the names and nothing of the contents", () => {
  const { stdout, stderr } = generate();
  expect(stdout).toContain(
    "postgres_password, etl_password, analyst_password, grafana_admin_password, database_url, ca_crt, server_crt, server_key",
  );
  for (const content of Object.values(readAll())) {
    for (const line of content.split("\n").filter((text) => text.length > 8 && !text.startsWith("-----"))) {
      expect(`${stdout}${stderr}`).not.toContain(line);
    }
  }
});

test("each password is another one, and each run gives others", () => {
  generate();
  const first = readAll();
  expect(generate("--force").status).toBe(0);
  const passwords = [first, readAll()].flatMap((files) =>
    ["postgres_password", "etl_password", "analyst_password"].map((name) => files[name]),
  );
  expect(new Set(passwords).size).toBe(6);
  for (const password of passwords) expect(password).toMatch(/^[\w-]{43}$/);
});

test("existing files are left alone, and nothing is written beside them", () => {
  generate("--only", "analyst");
  const before = readAll();
  const { status, stdout, stderr } = generate();
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain("already has analyst_password: nothing was written");
  expect(stderr).toContain("--only NAME --force");
  expect(readAll()).toEqual(before);
});

test("one part is replaced with --only and --force, the rest stays", () => {
  generate();
  const before = readAll();
  expect(generate("--only", "etl", "--force").status).toBe(0);
  const after = readAll();
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  expect(changed.sort()).toEqual(["database_url", "etl_password"]);
});

test("it runs where no package is installed", () => {
  const copy = join(base, "tools");
  for (const path of ["package.json", "generateSecrets.ts", "src/secrets", "src/certificate"]) {
    cpSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), join(copy, path), { recursive: true });
  }
  const options = [join(copy, "generateSecrets.ts"), "--folder", folder, "--dotenv", dotenv];
  expect(spawnSync(process.execPath, options, { encoding: "utf8", cwd: base })).toMatchObject({
    status: 0,
    stderr: "",
  });
  expect(readdirSync(folder)).toHaveLength(8);
});

test.each(Object.keys(secretParts) as ReadonlyArray<SecretPart>)("the part %s has the files it says", (part) => {
  generate("--only", "etl");
  generate("--only", part, "--force");
  const expected = new Set([...namesOf(["etl"]), ...namesOf([part])]);
  expect(new Set(readdirSync(folder))).toEqual(expected);
});

test("the URL has the password of etl, whatever signs an administrator put into it", () => {
  generate();
  const password = "p@ss:w/rd?&#% 'ü\"";
  writeFileSync(join(folder, "etl_password"), `${password}\r\n`);
  expect(generate("--only", "url", "--force", "--sslmode", "verify-ca").status).toBe(0);
  const url = new URL(read("database_url"));
  expect(decodeURIComponent(url.password)).toBe(password);
  expect([url.username, url.host, url.pathname]).toEqual(["etl", "database:5432", "/trialflow"]);
  expect(url.searchParams.get("sslmode")).toBe("verify-ca");
});

test("the URL asks for the full check of the server unless told otherwise", () => {
  generate();
  expect(new URL(read("database_url")).searchParams.get("sslmode")).toBe("verify-full");
});

test("the URL alone needs a password that is there", () => {
  const { status, stderr } = generate("--only", "url");
  expect(status).toBe(1);
  expect(stderr).toContain("etl_password cannot be read: it is needed for database_url. Add --only etl.");
});

test.each([
  [["--only", "everything"], '--only is "everything", expected one of postgres, etl, analyst, url, tls, grafana.'],
  [["--sslmode", "maybe"], '--sslmode is "maybe", expected one of'],
  [["--host", "not a host"], '--host is "not a host", expected a host name or an IP address.'],
  [["--colour"], "--colour"],
])("%j is refused with what was expected", (options, message) => {
  const { status, stderr } = generate(...options);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(() => readdirSync(folder)).toThrow("ENOENT");
});

test("--help says what there is and writes nothing", () => {
  const { status, stdout } = generate("--help");
  expect(status).toBe(0);
  for (const option of ["--only", "--force", "--host", "--sslmode", "--folder", "--dotenv"])
    expect(stdout).toContain(option);
  expect(() => readdirSync(folder)).toThrow("ENOENT");
});

test.skipIf(process.getuid?.() !== 0)("run by root, the files belong to the user of the containers", () => {
  writeFileSync(dotenv, "TRIALFLOW_UID=1234\nTRIALFLOW_GID=2345\n");
  generate();
  for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))]) {
    const { uid, gid } = statSync(path);
    expect([uid, gid]).toEqual([1234, 2345]);
  }
});
