import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeEach, expect, test } from "vitest";
import { node } from "./support/cliProcess.ts";

const runSources = new URL("../../../tools/node-runtime/src/runSources.mjs", import.meta.url).href;

const folders: Array<string> = [];
let folder = "";
let cache = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trialflow-sources-"));
  cache = join(folder, "cache");
  folders.push(folder);
  await write("package.json", '{ "type": "module" }');
  await write("start.mjs", startFile());
  await write(
    "main.ts",
    'import { greeting } from "./greeting.ts";\nconst text: string = greeting;\nconsole.log(text);\n',
  );
  await write("greeting.ts", 'export const greeting: string = "one";\n');
});

afterAll(() => Promise.all(folders.map((path) => rm(path, { recursive: true, force: true }))));

const write = (name: string, text: string) => writeFile(join(folder, name), text);

/** Reads all files of the cache, by their paths. */
const readKept = async () => {
  const entries = await readdir(cache, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path, "utf8")] as const)));
};

const startFile = () => `
import { runSources } from ${JSON.stringify(runSources)};
await runSources(new URL("main.ts", import.meta.url), new URL(${JSON.stringify(`${pathToFileURL(cache).href}/`)}));`;

const start = () =>
  new Promise<{ readonly stdout: string; readonly stderr: string }>((resolve) => {
    execFile(node, [join(folder, "start.mjs")], (_error, stdout, stderr) => resolve({ stdout, stderr }));
  });

test("a second start says the same as the first, and neither warns", async () => {
  const expected = { stdout: "one\n", stderr: "" };

  expect(await start()).toEqual(expected);
  expect(await start()).toEqual(expected);
});

test("a changed source runs as it is now, even with its old size and time", async () => {
  await start();
  const path = join(folder, "greeting.ts");
  const { atime, mtime } = await stat(path);
  await write("greeting.ts", 'export const greeting: string = "two";\n');
  await utimes(path, atime, mtime);

  expect((await start()).stdout).toBe("two\n");
});

test("what was stripped is kept, and a file of it that is damaged is made anew", async () => {
  await start();
  const kept = await readKept();
  expect(kept.size).toBe(2);
  expect([...kept.values()].join()).toContain("greeting.ts");
  for (const [path, text] of kept) await writeFile(path, text.slice(0, -5));

  expect(await start()).toEqual({ stdout: "one\n", stderr: "" });
  expect(await readKept()).toEqual(kept);
});

test("where nothing can be kept the sources run all the same", async () => {
  await writeFile(cache, "a file where the folder should be");

  expect(await start()).toEqual({ stdout: "one\n", stderr: "" });
});

test.each([
  ["is not there", 'import "./missing.ts";', "missing.ts"],
  ["needs more than stripping", "export enum Colour { Red }", "main.ts"],
])("a source that %s is named", async (_case, text, name) => {
  await write("main.ts", text);

  expect((await start()).stderr).toContain(join(folder, name));
});
