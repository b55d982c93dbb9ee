import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Effect } from "effect";
import { describe, expect, it } from "vitest";
import { type AcquireRequest, acquire, describeSources, Sources } from "../../src/acquire/Sources.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { runWithEnv } from "./runWithEnv.ts";
import { closedAddress, startServer } from "./startServer.ts";
import { writeZip } from "./writeZip.ts";

const csv = "a,b\n1,2\n";
const zipped = (name: string, data = csv) => writeZip([{ name, data, method: "deflated" }]);

/** A home with the given files, an inbox and a sample, and a Kaggle that is never to be asked unless a test says so. */
const setUp = async (files: Record<string, string | Uint8Array> = {}, changes: Record<string, string> = {}) => {
  const home = temporaryFolder();
  for (const [name, content] of Object.entries({ "sample.csv": csv, ...files })) {
    await mkdir(dirname(join(home, name)), { recursive: true });
    await writeFile(join(home, name), content);
  }
  const kaggle = await startServer((_, response) => response.writeHead(200, { "content-type": "text/csv" }).end(csv));
  const env = {
    TRIALFLOW_HOME: join(home, "work"),
    TRIALFLOW_EXTRACT_INBOX: join(home, "inbox"),
    TRIALFLOW_EXTRACT_SAMPLE: join(home, "sample.csv"),
    TRIALFLOW_EXTRACT_KAGGLE_URL: kaggle.url,
    TRIALFLOW_EXTRACT_KAGGLE_RETRY_DELAY: "1 milli",
    KAGGLE_CONFIG_DIR: join(home, "no-kaggle-folder"),
    ...changes,
  };
  const run = (request: AcquireRequest = { files: [] }) =>
    runWithEnv(env, acquire({ folder: home, ...request }).pipe(Effect.provide(Sources.layerConfig)));
  const report = () => runWithEnv(env, describeSources.pipe(Effect.provide(Sources.layerConfig)));
  return { home, kaggle, run, report };
};

const names = (files: ReadonlyArray<{ readonly fileName: string }>) => files.map(({ fileName }) => fileName);

describe("acquire, named files", () => {
  it("takes the named files before anything else, and asks no network", async () => {
    const { home, kaggle, run } = await setUp({ "b.csv": csv, "inbox/waiting.csv": csv });
    const { value } = await run({ files: ["b.csv"] });
    const path = join(home, "b.csv");
    expect(value).toEqual([{ path, fileName: "b.csv", origin: "file", uri: path, snapshotDate: null }]);
    expect(kaggle.seen).toEqual([]);
  });

  it("keeps the given order, with the matches of a pattern sorted, and takes a file once", async () => {
    const { run } = await setUp({
      "z.csv": csv,
      "d/b.csv": csv,
      "d/a/c.csv": csv,
      "d/.hidden.csv": csv,
      "d/c.tsv": csv,
    });
    const { value } = await run({ files: ["z.csv", "d/**/*.csv", "./d/b.csv"] });
    expect(names(value)).toEqual(["z.csv", "c.csv", "b.csv"]);
  });

  it("orders by snapshot date when every file has one", async () => {
    const { run } = await setUp({ "t-20200801.tsv": csv, "t-2020-04-06.tsv": csv, "a-20201001.tsv": csv });
    const { value } = await run({ files: ["*.tsv"] });
    expect(value.map(({ snapshotDate }) => snapshotDate)).toEqual(["2020-04-06", "2020-08-01", "2020-10-01"]);
  });

  it("keeps the given order when one of them has no date", async () => {
    const { run } = await setUp({ "t-20200801.tsv": csv, "t-20200406.tsv": csv, "plain.tsv": csv });
    const { value } = await run({ files: ["t-20200801.tsv", "plain.tsv", "t-20200406.tsv"] });
    expect(names(value)).toEqual(["t-20200801.tsv", "plain.tsv", "t-20200406.tsv"]);
  });

  it("takes a name that exists as it is, even when it looks like a pattern", async () => {
    const { run } = await setUp({ "trials [old] (1).csv": csv, "trials o.csv": csv });
    expect(names((await run({ files: ["trials [old] (1).csv"] })).value)).toEqual(["trials [old] (1).csv"]);
  });

  it("takes an empty file: whether it can be read is the reader's to say", async () => {
    const { run } = await setUp({ "empty.csv": "" });
    expect(names((await run({ files: ["empty.csv"] })).value)).toEqual(["empty.csv"]);
  });

  it.each([
    ["a path that does not exist", "gone.csv", "FileNotFound", "gone.csv"],
    ["a pattern without a match", "gone-*.csv", "PatternMatchedNothing", "The pattern gone-*.csv matches no file"],
    ["a pattern that matches a folder only", "inbo*", "PatternMatchedNothing", "inbo*"],
    ["a folder", "inbox/", "FolderGiven", '"inbox/*.csv"'],
  ])("refuses %s, even beside a good file", async (_, name, tag, text) => {
    const { run, kaggle } = await setUp({ "good.csv": csv, "inbox/.keep": "" });
    const { error } = await run({ files: ["good.csv", name] });
    expect(error.reason._tag).toBe(tag);
    expect(error.message).toContain(text);
    expect(kaggle.seen).toEqual([]);
  });

  it.skipIf(process.platform === "win32")("refuses a device", async () => {
    const { run } = await setUp();
    expect((await run({ files: ["/dev/null"] })).error.reason._tag).toBe("NotAFile");
  });

  it("unpacks zip files, told by content, each into a folder of its own", async () => {
    const { home, run } = await setUp({ "one.zip": zipped("t.csv", "one"), "two.bin": zipped("t.csv", "two") });
    const { value } = await run({ files: ["one.zip", "two.bin"] });
    expect(await Promise.all(value.map(({ path }) => readFile(path, "utf8")))).toEqual(["one", "two"]);
    expect(value.map(({ uri }) => uri)).toEqual([`${join(home, "one.zip")}#t.csv`, `${join(home, "two.bin")}#t.csv`]);
  });

  it("reads the date of a zipped table from its own name, else from the zip file's", async () => {
    const { run } = await setUp({ "b-20200101.zip": zipped("t-20200801.csv"), "c-20200401.zip": zipped("t.csv") });
    const { value } = await run({ files: ["b-20200101.zip", "c-20200401.zip"] });
    expect(value.map(({ snapshotDate }) => snapshotDate)).toEqual(["2020-04-01", "2020-08-01"]);
  });

  it("tells what stands in a name in the place of a date, also in that of a zip file", async () => {
    const { run } = await setUp({
      "a-20230231.csv": csv,
      "b-20230231.zip": zipped("t.csv"),
      "c-20230231.zip": zipped("t-20230301.csv"),
    });
    const { value } = await run({ files: ["a-20230231.csv", "b-20230231.zip", "c-20230231.zip"] });
    expect(value.map(({ snapshotDate, impossibleDate }) => [snapshotDate, impossibleDate])).toEqual([
      [null, "20230231"],
      [null, "20230231"],
      ["2023-03-01", undefined],
    ]);
  });

  it("refuses a file that is called a zip file and is none", async () => {
    const { run } = await setUp({ "not.zip": csv });
    const { error } = await run({ files: ["not.zip"] });
    expect(error.reason._tag).toBe("BadZip");
    expect(error.message).toContain("not.zip");
  });
});

describe("acquire, the inbox", () => {
  it("takes what waits there, sorted by name, and asks no network", async () => {
    const { home, kaggle, run } = await setUp({
      "inbox/b.TSV": csv,
      "inbox/a.csv": csv,
      "inbox/c.txt": csv,
      "inbox/d.zip": zipped("d.csv"),
    });
    const { value } = await run();
    expect(names(value)).toEqual(["a.csv", "b.TSV", "c.txt", "d.csv"]);
    expect(value[0]).toEqual({
      path: join(home, "inbox/a.csv"),
      fileName: "a.csv",
      origin: "inbox",
      uri: join(home, "inbox/a.csv"),
      snapshotDate: null,
    });
    expect(kaggle.seen).toEqual([]);
  });

  it("orders by snapshot date when every file has one", async () => {
    const { run } = await setUp({ "inbox/a-20200801.csv": csv, "inbox/b-20200406.csv": csv });
    expect(names((await run()).value)).toEqual(["b-20200406.csv", "a-20200801.csv"]);
  });

  it("passes over unfinished and hidden files in silence, and warns of files it cannot load", async () => {
    const { home, run } = await setUp({
      "inbox/README.md": "",
      "inbox/.DS_Store": "",
      "inbox/a.csv.part": "",
      "inbox/b.csv.crdownload": "",
      "inbox/c.tmp": "",
      "inbox/d.xlsx": "",
      "inbox/folder.csv/e.csv": csv,
      "inbox/f.csv": csv,
    });
    await symlink(join(home, "nowhere"), join(home, "inbox/g.csv"));
    const { value, logs } = await run();
    expect(names(value)).toEqual(["f.csv"]);
    expect(logs.map((line) => /Ignoring (\S+)/.exec(line)?.[1])).toEqual(["d.xlsx", "folder.csv", "g.csv"]);
  });
});

describe("acquire, Kaggle and the sample", () => {
  it("asks Kaggle when nothing is named and the inbox is empty or missing", async () => {
    const { kaggle, run } = await setUp({ "inbox/README.md": "" });
    const { value } = await run();
    const uri = `${kaggle.url}/datasets/download/parulpandey/covid19-clinical-trials-dataset/COVID%20clinical%20trials.csv`;
    expect(value).toMatchObject([{ origin: "kaggle", fileName: "COVID clinical trials.csv", uri, snapshotDate: null }]);
    expect(value[0]).not.toHaveProperty("fallbackReason");
    expect((await setUp().then((other) => other.run())).value[0]?.origin).toBe("kaggle");
  });

  it("does not ask Kaggle when offline, and says so", async () => {
    const { home, kaggle, run } = await setUp({}, { TRIALFLOW_EXTRACT_OFFLINE: "true" });
    const { value } = await run();
    const path = join(home, "sample.csv");
    const fallbackReason = "Kaggle was not asked, because TRIALFLOW_EXTRACT_OFFLINE is true";
    expect(value).toEqual([
      { path, fileName: "sample.csv", origin: "sample", uri: path, snapshotDate: null, fallbackReason },
    ]);
    expect(kaggle.seen).toEqual([]);
  });

  it("uses the sample when Kaggle cannot be reached, with or without credentials, and says why", async () => {
    const url = await closedAddress();
    for (const credentials of [{}, { KAGGLE_API_TOKEN: "tok" }]) {
      const { run } = await setUp({}, { TRIALFLOW_EXTRACT_KAGGLE_URL: url, ...credentials });
      const { value } = await run();
      expect(value).toMatchObject([
        { origin: "sample", fallbackReason: expect.stringContaining("cannot be reached (ECONNREFUSED)") },
      ]);
    }
  });

  const page = (response: import("node:http").ServerResponse) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<html>");
  it.each<[string, (response: import("node:http").ServerResponse) => void, string | null, string | null]>([
    ["401", (response) => response.writeHead(401).end(), null, "Unauthorized"],
    ["403", (response) => response.writeHead(403).end(), null, "Forbidden"],
    ["a web page", page, null, "UnexpectedContent"],
    ["500", (response) => response.writeHead(500).end(), null, null],
    ["404", (response) => response.writeHead(404).end(), "NotFound", "NotFound"],
    ["429", (response) => response.writeHead(429, { "retry-after": "3600" }).end(), "RateLimited", "RateLimited"],
    ["a broken zip file", (response) => response.end("PK\u0003\u0004"), "BadZip", "BadZip"],
  ])("when Kaggle answers with %s, decides by who asked", async (_, answer, anonymous, known) => {
    const kaggle = await startServer((_, response) => answer(response));
    for (const [credentials, tag] of [
      [{}, anonymous],
      [{ KAGGLE_API_TOKEN: "tok" }, known],
    ] as const) {
      const { run } = await setUp({}, { TRIALFLOW_EXTRACT_KAGGLE_URL: kaggle.url, ...credentials });
      const outcome = await run();
      if (tag === null) expect(outcome.value).toMatchObject([{ origin: "sample", fallbackReason: expect.any(String) }]);
      else expect(outcome.error.reason._tag).toBe(tag);
    }
  });

  it("does not hide unusable credentials behind the sample", async () => {
    const { run } = await setUp({}, { KAGGLE_KEY: "k3y" });
    expect((await run()).error.reason._tag).toBe("CredentialsUnusable");
  });

  it("names all that was tried when there is no sample either", async () => {
    const url = await closedAddress();
    const { home, run } = await setUp(
      {},
      { TRIALFLOW_EXTRACT_KAGGLE_URL: url, TRIALFLOW_EXTRACT_SAMPLE: "gone/sample.csv" },
    );
    const { error } = await run();
    expect(error.reason._tag).toBe("NothingToLoad");
    for (const text of [join(home, "inbox"), "ECONNREFUSED", "gone/sample.csv", "--file"])
      expect(error.message).toContain(text);
    expect(error.isRetryable).toBe(true);
  });
});

describe("describeSources", () => {
  it("tells what each source would give without asking the network, and shows no secret", async () => {
    const { home, kaggle, report } = await setUp(
      { "inbox/b-20200406.csv": csv, "inbox/x.xlsx": "" },
      { KAGGLE_USERNAME: "ada", KAGGLE_KEY: "s3cret" },
    );
    const { value, printed } = await report();
    expect(value).toEqual({
      inbox: {
        folder: join(home, "inbox"),
        files: [
          {
            path: join(home, "inbox/b-20200406.csv"),
            fileName: "b-20200406.csv",
            sizeBytes: 8,
            snapshotDate: "2020-04-06",
            impossibleDate: null,
          },
        ],
        ignored: ["x.xlsx"],
      },
      kaggle: {
        isAsked: true,
        dataset: "parulpandey/covid19-clinical-trials-dataset",
        fileName: "COVID clinical trials.csv",
        url: `${kaggle.url}/`,
        credentials: { kind: "key", foundIn: "KAGGLE_USERNAME and KAGGLE_KEY", problem: null },
      },
      sample: { path: join(home, "sample.csv"), sizeBytes: 8 },
      next: "inbox",
    });
    expect(JSON.stringify(value) + printed).not.toMatch(/s3cret|ada"/);
    expect(kaggle.seen).toEqual([]);
  });

  it("reports unusable credentials, and what comes next", async () => {
    const { value } = await (await setUp({}, { KAGGLE_KEY: "s3cret" })).report();
    expect(value.kaggle.credentials).toMatchObject({ kind: "unusable", foundIn: "KAGGLE_KEY" });
    expect(value.next).toBe("kaggle");
    const offline = await (await setUp({}, { TRIALFLOW_EXTRACT_OFFLINE: "true" })).report();
    expect(offline.value).toMatchObject({ next: "sample", kaggle: { isAsked: false, credentials: { kind: "none" } } });
    const gone = { TRIALFLOW_EXTRACT_OFFLINE: "true", TRIALFLOW_EXTRACT_SAMPLE: "gone/sample.csv" };
    const nothing = await (await setUp({}, gone)).report();
    expect(nothing.value).toMatchObject({ next: null, sample: { sizeBytes: null } });
  });
});
