import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import type { ComposeFile } from "../src/compose/ComposeFile.ts";
import { hardeningFindings } from "../src/compose/hardeningFindings.ts";
import { operationFindings } from "../src/compose/operationFindings.ts";
import { parseComposeFile, readComposeFile } from "../src/compose/readComposeFile.ts";
import { secretFindings } from "../src/compose/secretFindings.ts";
import { shapeFindings } from "../src/compose/shapeFindings.ts";
import { instructionsOf, parseDockerfile } from "../src/dockerfile/parseDockerfile.ts";
import { paths } from "../src/paths.ts";

const text = readFileSync(paths.composeFile, "utf8");
const file = parseComposeFile(text);
const stages = parseDockerfile(readFileSync(paths.dockerfile, "utf8"));
const hasImageHealthcheck = (target: string) =>
  instructionsOf(stages, target).some(({ name }) => name === "HEALTHCHECK");

const findings = (candidate: ComposeFile) => [
  ...shapeFindings(candidate),
  ...hardeningFindings(candidate),
  ...operationFindings(candidate, hasImageHealthcheck),
  ...secretFindings(candidate),
];

const service = (name: string) => {
  const found = file.services[name];
  if (found === undefined) throw new Error(`there is no service ${name}`);
  return found;
};

test("docker-compose.yml has no finding", () => {
  expect(findings(file)).toEqual([]);
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: Compose's variables, not JavaScript's.
// One line of the file is changed; the finding has to come, or the rule is blind.
test.each([
  ['  user: "${TRIALFLOW_UID:-1000}:${TRIALFLOW_GID:-1000}"\n', "", "database: runs as root"],
  ["${TRIALFLOW_UID:-1000}", "${TRIALFLOW_UID:-0}", "scheduler: runs as root"],
  ["${TRIALFLOW_GID:-1000}", "${TRIALFLOW_GID:-0}", "scheduler: runs as root"],
  ["  read_only: true", "  read_onyl: true", "database: unknown key read_onyl"],
  ["  read_only: true", "  read_only: false", "database: root file system can be written"],
  ["cap_drop: [ALL]", "cap_drop: [NET_RAW]", "database: capabilities are not dropped"],
  ["cap_drop: [ALL]", "cap_drop: [ALL]\n  cap_add: [CHOWN]", "migrate: adds the capabilities CHOWN"],
  ["no-new-privileges:true", "no-new-privileges:false", "trialflow: may gain privileges"],
  ["    shm_size: 256m", "    privileged: true", "database: is privileged"],
  ["    shm_size: 256m", '    ports: ["5432:5432"]', "database: publishes the port 5432:5432"],
  ["pg_hba.conf:ro", "pg_hba.conf", "database: can write its own configuration"],
  [
    "${TRIALFLOW_INBOX:-inbox}:/inbox",
    "/var/run/docker.sock:/inbox",
    "scheduler: can control Docker by /var/run/docker.sock:/inbox",
  ],
  ["postgres:18.4-trixie", "postgres:latest", "database: image postgres:latest is not pinned to a full version"],
  ["postgres:18.4-trixie", "postgres:18", "database: image postgres:18 is not pinned to a full version"],
  [
    "prom/prometheus:v3.5.0",
    "prom/prometheus:v3",
    "prometheus: image prom/prometheus:v3 is not pinned to a full version",
  ],
  ['user: "65534:65534"', 'user: "0:0"', "prometheus: runs as root"],
  [
    "docker/monitoring/prometheus:/etc/prometheus:ro",
    "docker/monitoring/prometheus:/etc/prometheus",
    "prometheus: can write its own configuration",
  ],
  [
    "GF_SECURITY_ADMIN_PASSWORD__FILE: /run/secrets/grafana_admin_password",
    "GF_SECURITY_ADMIN_PASSWORD: admin",
    "grafana: GF_SECURITY_ADMIN_PASSWORD is in the environment, expected GF_SECURITY_ADMIN_PASSWORD_FILE",
  ],
  [
    "GF_SECURITY_ADMIN_PASSWORD__FILE: /run/secrets/grafana_admin_password",
    "GF_SECURITY_ADMIN_PASSWORD__FILE: /etc/grafana/password",
    "grafana: GF_SECURITY_ADMIN_PASSWORD__FILE is not a file of /run/secrets",
  ],
  ["    restart: unless-stopped\n    # Longer", "    # Longer", "scheduler: has no restart policy"],
  ["    stop_grace_period: 2m\n", "", "database: has no time to stop"],
  ["target: scheduler", "target: cli", "scheduler: has no health check"],
  ["    healthcheck:", "    x-healthcheck:", "database: has no health check"],
  ["memory: 2g, ", "", "database: has no limit of memory"],
  ["pids: 256", "", "database: has no limit of pids"],
  ["max-size: 10m, ", "", "database: has logs without bound"],
  ["    networks: [database]\n    shm", "    shm", "database: is in Compose's default network"],
  ["[database, internet]", "[database, internal]", "network internal is used and not declared"],
  ["  internet:\n", "  internet:\n  other:\n", "network other is declared and not used"],
  ["secrets: [database_url, ca_crt]", "secrets: [database_url, ca_cert]", "secret ca_cert is used and not declared"],
  ["  home:\n", "", "volume home is used and not declared"],
  [
    "POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password",
    "POSTGRES_PASSWORD: change-me",
    "database: POSTGRES_PASSWORD is in the environment, expected POSTGRES_PASSWORD_FILE",
  ],
  [
    "POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password",
    "POSTGRES_PASSWORD_FILE: /etc/password",
    "database: POSTGRES_PASSWORD_FILE is not a file of /run/secrets",
  ],
  [
    "TRIALFLOW_EXTRACT_OFFLINE:\n",
    "KAGGLE_KEY:\n",
    "scheduler: KAGGLE_KEY is in the environment, expected KAGGLE_KEY_FILE",
  ],
  [
    "DATABASE_URL_FILE: /run/secrets/database_url",
    "DATABASE_URL_FILE: /run/secrets/etl_password",
    "migrate: DATABASE_URL_FILE names /run/secrets/etl_password, which the service is not given",
  ],
  [
    "TRIALFLOW_EXTRACT_OFFLINE:\n",
    "TRIALFLOW_ELSEWHERE: postgres://etl:pw@database/trialflow\n",
    "a URL holds a password",
  ],
  [
    "file: ./docker/secrets/etl_password",
    "file: ./docker/etl_password",
    "secret etl_password is not the file docker/secrets/etl_password",
  ],
  ["  migrate:\n    <<: *cli", "  migration:\n    <<: *cli", "scheduler: depends on migrate, which is no service"],
])("changing %j to %j is found", (from, to, expected) => {
  expect(text).toContain(from);
  expect(findings(parseComposeFile(text.replace(from, to))).join("\n")).toContain(expected);
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above.

test("the database can be reached by the program alone, and reaches nothing outside", () => {
  expect(service("database").networks).toEqual(["database"]);
  expect(file.networks?.["database"]).toEqual({ internal: true });
});

test("nothing starts on a database that is not ready or not migrated", () => {
  expect(service("migrate").depends_on).toEqual({ database: { condition: "service_healthy" } });
  for (const name of ["scheduler", "trialflow"]) {
    expect(service(name).depends_on).toEqual({
      database: { condition: "service_healthy" },
      migrate: { condition: "service_completed_successfully" },
    });
  }
});

test("each service is given the secrets that it reads and no more", () => {
  const given = Object.fromEntries(Object.entries(file.services).map(([name, { secrets }]) => [name, secrets]));
  const program = ["database_url", "ca_crt"];
  expect(given).toEqual({
    database: ["postgres_password", "etl_password", "analyst_password", "server_crt", "server_key"],
    migrate: program,
    scheduler: program,
    trialflow: program,
    prometheus: undefined,
    alertmanager: undefined,
    grafana: ["grafana_admin_password"],
  });
});

test("`up` starts database, migration and scheduler; the command waits for `run`", () => {
  const started = Object.keys(file.services).filter((name) => service(name).profiles === undefined);
  expect(started).toEqual(["database", "migrate", "scheduler"]);
  expect(service("migrate").command).toEqual(["db", "migrate"]);
  expect(service("trialflow").command).toEqual(["run"]);
});

test.each(paths.overrides)("%s changes only what it is for", (path) => {
  const override = readComposeFile(path);
  const added = Object.values(override.services).map((changes) => Object.keys(changes).sort());
  const purposes: Readonly<Record<string, ReadonlyArray<string>>> = {
    "kaggle.yml": ["environment", "secrets"],
    "analysts.yml": ["networks", "ports"],
    "alerts.yml": ["command", "networks", "secrets"],
    "dashboards.yml": ["networks", "ports"],
  };
  expect(new Set(added.flat())).toEqual(new Set(purposes[basename(path)]));
  expect(Object.keys(override.services).every((name) => name in file.services)).toBe(true);
  expect(secretFindings(override)).toEqual([]);
});

test.each([
  ["analysts.yml", "database", "127.0.0.1:5432:5432"],
  ["dashboards.yml", "grafana", "127.0.0.1:3000:3000"],
])("the port of %s is open for this machine alone until an address is named", (name, opened, port) => {
  const [override] = paths.overrides.filter((path) => path.endsWith(name)).map(readComposeFile);
  expect(override?.services[opened]?.ports).toEqual([port]);
});

test("monitoring is started when asked for, reaches neither the database nor the outside, and is seen by nobody outside", () => {
  for (const name of ["prometheus", "alertmanager", "grafana"]) {
    expect(service(name).profiles, name).toEqual(["monitoring"]);
    expect(service(name).networks, name).toEqual(["monitoring"]);
  }
  expect(file.networks?.["monitoring"]).toEqual({ internal: true });
  expect(service("scheduler").networks).toContain("monitoring");
  expect(service("database").networks).not.toContain("monitoring");
  expect(service("scheduler").environment?.["TRIALFLOW_SCHEDULER_HOST"]).toBe("0.0.0.0");
});

test("alerts.yml gives Alertmanager another configuration, and nothing else of its command changes", () => {
  const [override] = paths.overrides.filter((path) => path.endsWith("alerts.yml")).map(readComposeFile);
  const withoutFile = (command: ReadonlyArray<string> = []) =>
    command.filter((argument) => !argument.startsWith("--config.file="));
  const changed = override?.services["alertmanager"]?.command;
  expect(changed).toContain("--config.file=/etc/alertmanager/webhook.yml");
  expect(withoutFile(changed)).toEqual(withoutFile(service("alertmanager").command));
});
