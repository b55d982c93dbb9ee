import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { knownVariables } from "../../src/doctor/local/knownVariables.ts";

const root = resolve(import.meta.dirname, "../../../..");
const read = (pattern: string, name: RegExp) =>
  globSync(pattern, { cwd: root }).flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(name)].map(([, found]) => found ?? ""),
  );

test("the doctor knows exactly the variables that programs and docker-compose.yml read", () => {
  const inPrograms = read("{apps,libs}/*/src/**/*.ts", /["'`](TRIALFLOW_[A-Z_]*[A-Z])["'`]/g);
  const inCompose = read("{docker-compose.yml,docker/*.yml}", /\$\{(TRIALFLOW_[A-Z_]+)/g);
  expect(inPrograms.length).toBeGreaterThan(30);
  expect([...new Set([...inPrograms, ...inCompose])].toSorted()).toEqual([...knownVariables].toSorted());
});
