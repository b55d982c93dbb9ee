import { chmod, readFile, rename, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Effect, Result } from "effect";
import { beforeAll, describe, expect, test } from "vitest";
import { PipelineError, parseTraceTarget, readTrialTrace, type TrialTrace } from "../../src/index.ts";
import { csv, line, nctId, trial, trials } from "../support/trialCsv.ts";
import { ask, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

const traceIn = (
  pipeline: TestPipeline,
  id: string,
  field?: string,
  loadId: number | null = null,
): Promise<TrialTrace> =>
  pipeline.run(
    readTrialTrace({
      nctId: id,
      target: field === undefined ? null : Result.getOrThrow(parseTraceTarget(field)),
      loadId,
    }),
  );

const failureIn = async (pipeline: TestPipeline, id: string, field?: string, loadId: number | null = null) => {
  const target = field === undefined ? null : Result.getOrThrow(parseTraceTarget(field));
  const error = await pipeline.run(Effect.flip(readTrialTrace({ nctId: id, target, loadId })));
  expect(error).toBeInstanceOf(PipelineError);
  return error as PipelineError;
};

describe("what was set aside", () => {
  let pipeline: TestPipeline;
  const content = csv([
    ...trials(30),
    trial(31, { start_date: "sometime in spring" }),
    trial(32, { phases: "Phase 1|Phase 9|Phase 2", age: "from birth" }),
    trial(33, { title: "" }),
    trial(34),
    trial(34, { title: "Another one of the same number" }),
    trial(35, { nct_number: ` ${nctId(35)}` }),
    line(trial(36)).replace(/,"[^"]*"$/, ""),
    // Enough others for the gate, which lets few rejects through.
    ...Array.from({ length: 400 }, (_, index) => trial(1000 + index)),
  ]);
  beforeAll(async () => {
    pipeline = await createTestPipeline();
    expect((await pipeline.ingest([writeInput(pipeline, "export.csv", content)])).status).toBe("succeeded");
  });

  test("as a field is shown with its reason where analytics has NULL", async () => {
    const trace = await traceIn(pipeline, nctId(31), "start_date");
    expect(trace).toMatchObject({
      status: "published",
      place: { lineNumber: 32, rowNumber: 31, fileName: "export.csv" },
      archive: { status: "verified" },
      setAside: [],
      fields: [
        {
          field: "start_date",
          analytics: { relation: "analytics.trials", value: null },
          staging: { relation: "staging.trials", value: null },
          sources: [
            { rawText: "sometime in spring", fileText: '"sometime in spring"', header: "Start Date", columnNumber: 19 },
          ],
          rule: "parsePartialDate",
          rejects: [
            { scope: "field", field: "start_date", rawText: "sometime in spring", lineNumber: 32, position: null },
          ],
        },
      ],
    });
    expect(trace.fields[0]?.rejects[0]?.detail).toMatch(/^expected /);
    const other = await traceIn(pipeline, nctId(31), "completion_date");
    expect(other.fields[0]).toMatchObject({ analytics: { value: "2020-12-01" }, rejects: [] });
  });

  test("of a cell that fills several columns is shown at each of them", async () => {
    const { fields } = await traceIn(pipeline, nctId(32));
    const rejected = fields.filter(({ rejects }) => rejects.some(({ field }) => field === "age"));
    expect(rejected.map(({ field }) => field)).toEqual([
      "minimum_age",
      "minimum_age_unit",
      "minimum_age_days",
      "maximum_age",
      "maximum_age_unit",
      "maximum_age_days",
      "std_ages",
    ]);
  });

  test("as an entry is shown at its place in the list, and only there", async () => {
    const [list] = (await traceIn(pipeline, nctId(32), "phases")).fields;
    expect(list?.analytics?.value).toEqual([{ phase: "PHASE1" }, { phase: "PHASE2" }]);
    expect(list?.entries).toMatchObject([
      { field: "phases.1", analytics: { value: { phase: "PHASE1" } }, rejects: [] },
      {
        field: "phases.2",
        analytics: { value: null },
        staging: { value: null },
        sources: [{ rawText: "Phase 9" }],
        rejects: [{ position: 2, rawText: "Phase 9" }],
      },
      { field: "phases.3", analytics: { value: { phase: "PHASE2" } }, rejects: [] },
    ]);
    const [entry] = (await traceIn(pipeline, nctId(32), "phases.2")).fields;
    expect(entry).toEqual(list?.entries[1]);
  });

  test("as a whole is shown with the reason, and with every cell's place in the file", async () => {
    const trace = await traceIn(pipeline, nctId(33));
    expect(trace).toMatchObject({
      status: "set_aside",
      place: { lineNumber: 34 },
      archive: { status: "verified" },
      setAside: [{ scope: "record", field: "title", reason: "missing_value", lineNumber: 34 }],
    });
    const title = trace.fields.find(({ field }) => field === "brief_title");
    expect(title).toMatchObject({
      analytics: null,
      staging: null,
      sources: [{ rawText: "", fileText: '""' }],
      rejects: [{ reason: "missing_value" }],
    });
  });

  test("because it contradicts an earlier row of the trial is told along with the published one", async () => {
    expect(await traceIn(pipeline, nctId(34), "brief_title")).toMatchObject({
      status: "published",
      place: { lineNumber: 35, disposition: "new" },
      setAside: [{ reason: "conflicting_duplicate", lineNumber: 36 }],
    });
  });

  test("for its number is found by the number in its text", async () => {
    expect(await traceIn(pipeline, nctId(35), "nct_id")).toMatchObject({
      status: "set_aside",
      place: { lineNumber: 37 },
      setAside: [{ reason: "invalid_nct_id", rawText: ` ${nctId(35)}` }],
      fields: [{ sources: [{ rawText: ` ${nctId(35)}` }] }],
    });
  });

  test("because it could not be read as a row is found by the number in its text, and looked up in the file", async () => {
    expect(await traceIn(pipeline, nctId(36))).toMatchObject({
      status: "unreadable",
      recordId: null,
      place: { lineNumber: 38, rowNumber: 37, fileName: "export.csv" },
      archive: { status: "verified" },
      setAside: [{ scope: "file_row", reason: "too_few_cells", detail: "found 26 cells, expected 27", lineNumber: 38 }],
      fields: [],
    });
  });

  test("what is not there is told with what may be asked for", async () => {
    const unknown = await failureIn(pipeline, "NCT90000110");
    expect(unknown.reason).toBe("UnknownTrial");
    expect(unknown.message).toContain("NCT90000110 is in no file that was loaded here, nor in the quarantine");
    expect(unknown.message).toContain(`Similar numbers that are published: ${nctId(10)}`);
    expect((await failureIn(pipeline, "NCT11111111")).message).toMatch(
      /Is the number right, and has its export been loaded\? \d+ trials are published; trialflow status shows from which file\.$/,
    );
    expect((await failureIn(pipeline, nctId(1), "locations.3")).message).toBe(
      `${nctId(1)} has no entry locations.3: the list has 2 entries.`,
    );
    expect((await failureIn(pipeline, nctId(1), undefined, 7)).message).toBe(
      `${nctId(1)} is not in load 7. Loads that have it, the newest first: 1.`,
    );
  });

  test("an archived file that is damaged or missing is told, and no place is given", async () => {
    const before = await traceIn(pipeline, nctId(2), "start_date");
    const { path } = before.archive;
    const bytes = await readFile(path);
    const text = bytes.toString("utf8");
    expect(text).toContain(`"${nctId(2)}"`);
    await chmod(path, 0o644);

    const expectDamaged = async (detail: RegExp) => {
      const trace = await traceIn(pipeline, nctId(2), "start_date");
      expect(trace.archive).toMatchObject({ status: "damaged", path });
      expect(trace.archive.detail).toMatch(detail);
      expect(trace.extent).toBeNull();
      // What raw and the ledger say is still told.
      expect(trace.place).toEqual(before.place);
      expect(trace.fields[0]?.sources).toMatchObject([
        { rawText: "April 2020", columnNumber: 19, header: "Start Date", place: null, fileText: null },
      ]);
    };
    await writeFile(path, text.replace(`"${nctId(2)}"`, `"${nctId(99)}"`));
    await expectDamaged(/On line 3 .+ stands something else than raw has, in: nct_number\./);
    await writeFile(path, `${text.slice(0, -1)}x`.replace(/^.{20}/, "x".repeat(20)));
    await expectDamaged(/found another beginning of the file, expected a header/);
    await writeFile(path, text.replaceAll("\n", " "));
    await expectDamaged(/damaged from outside/);
    await writeFile(path, bytes);
    await truncate(path, 500);
    await expectDamaged(/found 500 bytes, expected \d+ bytes/);

    await rename(path, `${path}.away`);
    const missing = await traceIn(pipeline, nctId(2), "start_date");
    expect(missing.archive).toMatchObject({ status: "missing", path });
    expect(missing.fields[0]).toMatchObject({ analytics: { value: "2020-04-01" }, sources: [{ place: null }] });

    await rename(`${path}.away`, path);
    await writeFile(path, bytes);
    expect(await traceIn(pipeline, nctId(2), "start_date")).toEqual(before);
  });
});

describe("of several files with the same trial", () => {
  let pipeline: TestPipeline;
  const ingest = (name: string, content: string) => pipeline.ingest([writeInput(pipeline, name, content)]);
  beforeAll(async () => {
    pipeline = await createTestPipeline();
    const first = trials(20);
    const second = [trial(0), ...first.with(0, trial(1, { title: "A new title" }))];
    await ingest("trials-20200401.csv", csv(first));
    await ingest("trials-20200402.csv", csv(second));
    await ingest("trials-20200403.csv", csv(second.slice(0, -1)));
    // The gate lets no export through in which so many trials are missing.
    const refused = await ingest("trials-20200404.csv", csv([trial(1, { title: "The newest title" }), trial(2)]));
    expect(refused.status).toBe("gate_failed");
  });

  test("the newest published one is shown, with how many others had the same version", async () => {
    expect(await traceIn(pipeline, nctId(3), "url")).toMatchObject({
      status: "published",
      place: { loadId: 3, fileName: "trials-20200403.csv", lineNumber: 5, snapshotDate: "2020-04-03" },
      otherLoads: [1, 2],
      newerLoad: null,
      fields: [{ analytics: { value: `https://ClinicalTrials.gov/show/${nctId(3)}` } }],
    });
    expect(await traceIn(pipeline, nctId(1), "brief_title")).toMatchObject({
      place: { loadId: 3, lineNumber: 3 },
      otherLoads: [2],
      newerLoad: 4,
      fields: [{ analytics: { value: "A new title" }, staging: null }],
    });
    // Also where a file that was not published has the same version.
    expect(await traceIn(pipeline, nctId(2), "url")).toMatchObject({ place: { loadId: 3 }, otherLoads: [1, 2, 4] });
  });

  test("another one is shown on demand, with the version that it had", async () => {
    expect(await traceIn(pipeline, nctId(3), "url", 1)).toMatchObject({
      status: "published",
      place: { loadId: 1, fileName: "trials-20200401.csv", lineNumber: 4 },
      otherLoads: [2, 3],
      fields: [{ sources: [{ place: { lineNumber: 4 } }] }],
    });
    expect(await traceIn(pipeline, nctId(1), "brief_title", 1)).toMatchObject({
      status: "superseded",
      archive: { status: "verified" },
      fields: [
        {
          analytics: { relation: "analytics.trial_records", value: 'Trial 1 of "standard care", with, commas' },
          staging: null,
          sources: [{ fileText: '"Trial 1 of ""standard care"", with, commas"' }],
        },
      ],
    });
    expect((await traceIn(pipeline, nctId(1), "conditions", 1)).fields).toMatchObject([
      { analytics: null, entries: [{ sources: [{ rawText: "COVID-19" }] }, {}] },
    ]);
    expect(await traceIn(pipeline, nctId(1), "brief_title", 4)).toMatchObject({
      status: "unpublished",
      place: { publishedAt: null },
      fields: [{ analytics: null, staging: { value: "The newest title" } }],
    });
  });

  test("a trial that has vanished is shown as it was last", async () => {
    expect(await traceIn(pipeline, nctId(20), "brief_title")).toMatchObject({
      status: "vanished",
      place: { loadId: 2, lineNumber: 22 },
      archive: { status: "verified" },
      fields: [{ analytics: { relation: "analytics.trial_records" }, staging: null }],
    });
  });

  test("the archive of the pipeline's home is the one that is read", async () => {
    const { archive, place } = await traceIn(pipeline, nctId(3), "url");
    expect(archive.path).toBe(join(pipeline.home, "archive", "sha256", place.sha256.slice(0, 2), place.sha256));
  });
});

test("the newest published load is the one that counts now, whatever the dates of the files and whichever came in first", async () => {
  const pipeline = await createTestPipeline();
  const older = writeInput(pipeline, "older.csv", csv(trials(20)));
  const newer = writeInput(pipeline, "newer.csv", csv(trials(21)));
  await utimes(older, new Date("2020-06-01"), new Date("2020-06-01"));
  await utimes(newer, new Date("2020-05-01"), new Date("2020-05-01"));
  const placeOfThird = async () => {
    const { place, otherLoads } = await traceIn(pipeline, nctId(3), "url");
    const [row] = await ask<{ file_name: string }>(
      pipeline,
      `select file_name from analytics.trial_lineage where nct_id = '${nctId(3)}'`,
    );
    return [place.fileName, row?.file_name, otherLoads.length];
  };
  for (const [path, name, others] of [
    [older, "older.csv", 0],
    [newer, "newer.csv", 1],
    [older, "older.csv", 1],
  ] as const) {
    expect((await pipeline.ingest([path])).status).toBe("succeeded");
    expect(await placeOfThird()).toEqual([name, name, others]);
  }
});
