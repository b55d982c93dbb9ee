import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Effect } from "effect";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileTransport, type OpenLineageError } from "../src/index.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trialflow-openlineage-file-"));
});
afterAll(() => rm(folder, { recursive: true }));

const program = `
import { fileTransport } from "@trialflow/openlineage";
import { Effect } from "effect";
const [path, writer] = process.argv.slice(1);
const events = Array.from({ length: 50 }, (_, number) => ({ writer, number, text: "x".repeat(200_000) }));
await Effect.runPromise(fileTransport(path).send(events));
`;

test("what several programs append at the same time stays apart, each in its order", async () => {
  const path = join(folder, "new", "events.ndjson");
  const write = (writer: string) =>
    promisify(execFile)(
      process.execPath,
      [
        "--conditions=@trialflow/source",
        "--disable-warning=ExperimentalWarning",
        "--input-type=module-typescript",
        "--eval",
        program,
        path,
        writer,
      ],
      { cwd: fileURLToPath(new URL(".", import.meta.url)) },
    );
  await Promise.all(["a", "b", "c"].map(write));
  const events = (await readFile(path, "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { writer: string; number: number; text: string });
  expect(events).toHaveLength(150);
  for (const writer of ["a", "b", "c"]) {
    const own = events.filter((event) => event.writer === writer);
    expect(own.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, number) => number));
    expect(own.every(({ text }) => text.length === 200_000)).toBe(true);
  }
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("a path that cannot be written is an error that names it", async () => {
  const error = (await Effect.runPromise(Effect.flip(fileTransport(folder).send([{} as never])))) as OpenLineageError;
  expect(error).toMatchObject({ _tag: "OpenLineageError", reason: "FileNotWritable", isRetryable: false });
  expect(error.message).toContain(`${folder}: EISDIR`);
});
