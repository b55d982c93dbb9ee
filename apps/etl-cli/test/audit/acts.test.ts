import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { acts } from "../../src/programs/audit/acts.ts";
import { repository } from "../support/cliProcess.ts";

const read = (path: string) => readFileSync(join(repository, path), "utf8");

test("the acts that can be asked for are those that docs/audit.md explains", () => {
  const table = read("docs/audit.md")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  const rows = table.slice(
    0,
    table.findIndex((line) => line.includes("edited_entry")),
  );
  const explained = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, act]) => act));
  expect([...acts].sort()).toEqual([...explained].sort());
});

test("each act that a program writes is among them", () => {
  const sources = globSync("{libs,apps}/*/src/**/*.ts", { cwd: repository }).map(read);
  const written = new Set(sources.flatMap((text) => [...text.matchAll(/\bact: "(\w+)",/g)].map(([, act]) => act)));
  expect(written.size).toBeGreaterThan(10);
  expect([...written].filter((act) => !acts.includes(act ?? ""))).toEqual([]);
});
