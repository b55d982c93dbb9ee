import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createTestPipeline, registryData, type TestPipeline } from "../testPipeline.ts";

const days = ["20200406", "20200407", "20200408", "20200501", "20200601", "20200801", "20200803", "20201001"];
const file = (day: string) => join(registryData, `snapshots/clinicalTrials-${day}.tsv`);
const isThere = existsSync(file("20200406"));
if (!isThere) console.log(`skipped: ${registryData}/snapshots is not there`);

type Trial = Record<string, string>;

/** Reads a snapshot by itself: in these files every line is a row and every tab a border. */
const read = (day: string): Map<string, Trial> => {
  const [header = [], ...rows] = readFileSync(file(day), "utf8")
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split("\t"));
  return new Map(
    rows.map((row) => {
      const trial = Object.fromEntries(header.map((name, n) => [name, row[n] ?? ""]));
      delete trial["Rank"];
      return [trial["NCT Number"] ?? "", trial];
    }),
  );
};

describe.skipIf(!isThere)("the history of snapshots that are published one after the other", () => {
  let pipeline: TestPipeline;
  const counts: Array<Record<string, unknown>> = [];
  const expected: Array<Record<string, unknown>> = [];

  beforeAll(async () => {
    pipeline = await createTestPipeline();
    for (const day of days) await pipeline.ingest([file(day)]);
    const known = new Map<string, Trial | null>();
    for (const day of days) {
      const now = read(day);
      const count = {
        day: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
        appeared: 0,
        changed: 0,
        returned: 0,
        vanished: 0,
        statuses: 0,
      };
      for (const [id, trial] of now) {
        const before = known.get(id);
        if (before === undefined) count.appeared++;
        else if (before === null) count.returned++;
        else if (JSON.stringify(before) !== JSON.stringify(trial)) {
          count.changed++;
          if (before["Status"] !== trial["Status"]) count.statuses++;
        }
      }
      for (const [id, trial] of known) {
        if (trial !== null && !now.has(id)) {
          count.vanished++;
          known.set(id, null);
        }
      }
      for (const [id, trial] of now) known.set(id, trial);
      expected.push(count);
    }
    const sql = pipeline.connect();
    counts.push(
      ...(
        await sql`
      select to_char(v.valid_from at time zone 'UTC', 'YYYY-MM-DD') as day,
             (count(*) filter (where event = 'appeared'))::int as appeared, (count(*) filter (where event = 'changed'))::int as changed,
             (count(*) filter (where event = 'returned'))::int as returned, (count(*) filter (where event = 'vanished'))::int as vanished,
             (count(*) filter (where event = 'changed' and exists (select from analytics.trial_changes c
               where c.nct_id = v.nct_id and c.version_number = v.version_number and c.field = 'overall_status')))::int as statuses
      from analytics.trial_versions v group by 1 order by 1`
      ).map((row) => ({ ...row })),
    );
    await sql.end();
  }, 180_000);

  test("counts what appeared, changed, vanished and returned on each day as the files do", () => {
    expect(counts).toEqual(expected);
  });

  test("has versions without gaps and overlaps, and one open version per trial", async () => {
    const sql = pipeline.connect();
    const [broken] = await sql`
      select count(*)::int as n from (
        select valid_to, lead(valid_from) over (partition by nct_id order by version_number) as next, version_number,
               row_number() over (partition by nct_id order by valid_from, version_number) as place
        from analytics.trial_versions) v
      where valid_to is distinct from next or version_number <> place`;
    expect(broken?.["n"]).toBe(0);
    await sql.end();
  });

  test("tells every changed version what changed", async () => {
    const sql = pipeline.connect();
    const silent = await sql`
      select v.nct_id, v.version_number from analytics.trial_versions v where v.event = 'changed'
        and not exists (select from analytics.trial_changes c where c.nct_id = v.nct_id and c.version_number = v.version_number)`;
    expect(silent.map((row) => ({ ...row }))).toEqual([]);
    await sql.end();
  });

  test("tells the entries that were added to and removed from a list", async () => {
    const [before, after] = [read("20200406"), read("20200407")];
    const split = (text: string | undefined) => (text ? text.split("|") : []);
    const wanted: Array<string> = [];
    for (const [id, trial] of after) {
      const old = before.get(id);
      if (old === undefined) continue;
      const rest = split(old["Conditions"]);
      for (const entry of split(trial["Conditions"])) {
        const at = rest.indexOf(entry);
        if (at >= 0) rest.splice(at, 1);
        else wanted.push(`${id} added ${entry}`);
      }
      wanted.push(...rest.map((entry) => `${id} removed ${entry}`));
    }
    const sql = pipeline.connect();
    const found = await sql`
      select nct_id || ' ' || kind || ' ' || coalesce(new_value, old_value) as change from analytics.trial_changes
      where field = 'conditions' and kind in ('added', 'removed') and snapshot_at = '2020-04-07T00:00:00Z'`;
    expect(found.map((row) => row["change"]).sort()).toEqual(wanted.sort());
    expect(wanted.length).toBeGreaterThan(0);
    await sql.end();
  });

  test("keeps the last content of a vanished trial", async () => {
    const sql = pipeline.connect();
    const [gone] = await sql`
      select count(*)::int as n from analytics.trial_versions v join analytics.trial_records r on r._record_id = v._record_id
      where v.event = 'vanished' and v.valid_to is null and not exists (select from analytics.trials t where t.nct_id = v.nct_id)`;
    expect(gone?.["n"]).toBeGreaterThan(0);
    await sql.end();
  });

  test("gives each day back as it was", async () => {
    const sql = pipeline.connect();
    for (const day of days) {
      const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
      const found = await sql`select nct_id, brief_title from analytics.trials_as_of(${date}::date)`;
      const wanted = new Map([...read(day)].map(([id, trial]) => [id, trial["Title"]]));
      expect(new Map(found.map((row) => [row["nct_id"], row["brief_title"]]))).toEqual(wanted);
    }
    expect(await sql`select * from analytics.trials_as_of('2020-04-05'::date)`).toHaveLength(0);
    await sql.end();
  });

  test("counts the moves of the primary completion and the enrollment as the files do", async () => {
    const moved = new Map<string, number>();
    const enrolled = new Map<string, number>();
    const last = new Map<string, Trial>();
    const dayOf = (text: string | undefined) =>
      text ? new Date(`${/\d, /.test(text) ? text : text.replace(" ", " 1, ")} UTC`).getTime() : null;
    for (const day of days) {
      for (const [id, trial] of read(day)) {
        const before = last.get(id);
        if (before !== undefined) {
          if (dayOf(before["Primary Completion Date"]) !== dayOf(trial["Primary Completion Date"]))
            moved.set(id, (moved.get(id) ?? 0) + 1);
          if (before["Enrollment"] !== trial["Enrollment"]) enrolled.set(id, (enrolled.get(id) ?? 0) + 1);
        }
        last.set(id, trial);
      }
    }
    const sql = pipeline.connect();
    const slips = await sql`select nct_id, move_count::int as n from analytics.primary_completion_slips`;
    expect(new Map(slips.map((row) => [row["nct_id"], row["n"]]))).toEqual(moved);
    const changes = await sql`select nct_id, count(*)::int as n from analytics.enrollment_changes group by 1`;
    expect(new Map(changes.map((row) => [row["nct_id"], row["n"]]))).toEqual(enrolled);
    await sql.end();
  });

  test("gives every trial one status at a time", async () => {
    const sql = pipeline.connect();
    const [row] = await sql`
      select count(*) filter (where valid_to is null)::int as open, count(distinct nct_id)::int as trials,
             count(*) filter (where is_backward_move)::int as backward, min(days_in_status)::int as shortest
      from analytics.status_timeline`;
    expect(row?.["open"]).toBe(row?.["trials"]);
    expect(row?.["backward"]).toBeGreaterThan(0);
    expect(row?.["shortest"]).toBeGreaterThanOrEqual(0);
    const [outcome] =
      await sql`select count(*)::int as n, min(days_after_start)::int as earliest from analytics.outcome_changes_after_start`;
    expect(outcome?.["n"]).toBeGreaterThan(0);
    expect(outcome?.["earliest"]).toBeGreaterThan(0);
    await sql.end();
  });
});
