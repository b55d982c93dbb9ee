import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { paths } from "../src/paths.ts";

const text = readFileSync(paths.envExample, "utf8");
const compose = readFileSync(paths.composeFile, "utf8");
/** With every commented setting switched on. */
const settings = parseEnv(text.replaceAll(/^#(?=[A-Z_]+=)/gm, ""));

// The whole name in quotes, as it is handed to a Config; a name that ends in _ is the beginning of a message.
const named = /["'`]((?:TRIALFLOW_|KAGGLE_)[A-Z_]*[A-Z]|DATABASE_URL(?:_FILE)?)["'`]/g;
const readByPrograms = new Set(
  globSync("{apps,libs}/*/src/**/*.ts", { cwd: paths.root }).flatMap((path) =>
    [...readFileSync(join(paths.root, path), "utf8").matchAll(named)].map(([, name]) => name ?? ""),
  ),
);
const readByCompose = new Set([...compose.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name ?? ""));
const handedOn = new Set([...compose.matchAll(/^ +(TRIALFLOW_[A-Z_]+):$/gm)].map(([, name]) => name ?? ""));

test("every setting that a program or docker-compose.yml reads stands in .env.example", () => {
  expect(readByPrograms.size).toBeGreaterThan(20);
  expect([...readByPrograms, ...readByCompose].filter((name) => !(name in settings))).toEqual([]);
});

test("nothing stands in .env.example that nobody reads", () => {
  const overrides = paths.overrides.map((path) => readFileSync(path, "utf8")).join("\n");
  const known = (name: string) =>
    name === "COMPOSE_FILE" || readByPrograms.has(name) || readByCompose.has(name) || overrides.includes(`\${${name}`);
  expect(Object.keys(settings).filter((name) => !known(name))).toEqual([]);
});

test("docker-compose.yml hands on what programs read, and nothing else", () => {
  expect(handedOn.size).toBeGreaterThan(10);
  expect([...handedOn].filter((name) => !readByPrograms.has(name))).toEqual([]);
});

test("every line of .env.example is a comment, and no secret has a value", () => {
  expect(parseEnv(text)).toEqual({});
  const secrets = Object.entries(settings).filter(([name]) => /(TOKEN|KEY|USERNAME|DATABASE_URL)(_FILE)?$/.test(name));
  expect(secrets.length).toBeGreaterThan(6);
  expect(secrets.filter(([, value]) => value !== "")).toEqual([]);
});
