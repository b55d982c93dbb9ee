import { type Anchor, readChain } from "@trialflow/database";
import { publishedTables } from "@trialflow/transform";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRelease, defaultSource, type EvidenceReport, verifyEvidence } from "../../src/index.ts";
import { csv, trial, trials } from "../support/trialCsv.ts";
import { writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

let pipeline: TestPipeline;
let sql: postgres.Sql;
let head: Anchor;

beforeAll(async () => {
  pipeline = await createTestPipeline();
  await pipeline.ingest([
    writeInput(
      pipeline,
      "first.csv",
      csv([
        ...trials(200),
        "1,2,3",
        trial(3, { title: "Contradicts" }),
        trial(201, { nct_number: "none" }),
        trial(4),
        trial(202, { title: "" }),
      ]),
    ),
  ]);
  const changed = trials(200, (number) => (number === 3 ? { title: "Another title" } : {}));
  await pipeline.ingest([writeInput(pipeline, "second.csv", csv(changed))]);
  await pipeline.run(createRelease({ name: "first", source: defaultSource, reason: null }));
  sql = pipeline.connect();
  const chain = await pipeline.run(readChain);
  const last = chain.at(-1);
  if (last === undefined) throw new Error("there is no audit log");
  head = { entryId: last.entryId, hash: last.hash };
});
afterAll(() => sql.end());

const verify = (...anchors: ReadonlyArray<Anchor>): Promise<EvidenceReport> => pipeline.run(verifyEvidence(anchors));

/** Lets a superuser change what nobody may change. */
const asSuperuser = (statements: ReadonlyArray<string>) =>
  sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const statement of statements) await tx.unsafe(statement);
  });

const tables = [
  "ops.audit_log",
  "ops.loads",
  "ops.rejects",
  "ops.releases",
  "raw.ctgov_legacy_csv",
  "raw.ctgov_legacy_csv_rows",
  "analytics.trials",
  "analytics.trial_conditions",
  "analytics.trial_versions",
  "analytics.countries",
];

/** Tampers, looks what verification finds, and puts everything back as it was. */
const findingsAfter = async (statements: ReadonlyArray<string>, ...anchors: ReadonlyArray<Anchor>) => {
  await asSuperuser(tables.map((table) => `create table public."${table}" as table ${table}`));
  try {
    await asSuperuser(statements);
    return (await verify(...anchors)).findings;
  } finally {
    await asSuperuser(
      tables.flatMap((table) => [
        `delete from ${table}`,
        `insert into ${table} select * from public."${table}"`,
        `drop table public."${table}"`,
      ]),
    );
    expect((await verify(...anchors)).findings).toEqual([]);
  }
};

const canonicalOf = `ops.audit_canonical(e)`;
const rehash = (where: string) =>
  `update ops.audit_log e set hash = sha256(e.previous_hash || convert_to(${canonicalOf}, 'UTF8')) where ${where}`;

test("nothing is found where nobody has tampered, and everything is counted", async () => {
  expect(await verify(head)).toEqual({
    entries: head.entryId,
    head,
    anchors: 1,
    loads: 2,
    tables: publishedTables.length,
    publicationEntryId: expect.any(Number),
    releases: 1,
    findings: [],
  });
});

describe("in the audit log, verification finds", () => {
  test.each([
    ["an edited entry", ["update ops.audit_log set subject = 'another' where entry_id = 3"], "edited_entry", "entry 3"],
    [
      "an edited entry whose hash was made anew",
      ["update ops.audit_log set os_user = 'somebody else' where entry_id = 3", rehash("entry_id = 3")],
      "edited_entry",
      "entry 3",
    ],
    ["an edited hash", ["update ops.audit_log set hash = '\\x00' where entry_id = 3"], "edited_entry", "entry 3"],
    ["a missing entry", ["delete from ops.audit_log where entry_id = 4"], "missing_entry", "entry 4"],
    ["missing entries", ["delete from ops.audit_log where entry_id in (4, 5)"], "missing_entry", "entries 4 to 5"],
    ["a missing first entry", ["delete from ops.audit_log where entry_id = 1"], "missing_entry", "entry 1"],
    [
      "a missing entry whose gap was closed",
      [
        "delete from ops.audit_log where entry_id = 4",
        "update ops.audit_log set entry_id = -entry_id where entry_id > 4",
        "update ops.audit_log set entry_id = -entry_id - 1 where entry_id < 0",
      ],
      "missing_entry",
      "entry 4",
    ],
    [
      "an inserted entry with a hash of its own",
      [
        "update ops.audit_log set entry_id = -entry_id where entry_id >= 4",
        "update ops.audit_log set entry_id = -entry_id + 1 where entry_id < 0",
        `insert into ops.audit_log select 4, occurred_at, 'check', subject, run_id, database_role, os_user, program_version, reason,
           details, content_hash, hash, '\\x00' from ops.audit_log where entry_id = 3`,
      ],
      "inserted_entry",
      "entry 4",
    ],
    [
      "an inserted entry with a hash that is right in itself",
      [
        "update ops.audit_log set entry_id = -entry_id where entry_id >= 4",
        "update ops.audit_log set entry_id = -entry_id + 1 where entry_id < 0",
        `insert into ops.audit_log select 4, occurred_at, 'check', subject, run_id, database_role, os_user, program_version, reason,
           details, content_hash, hash, '\\x00' from ops.audit_log where entry_id = 3`,
        rehash("entry_id = 4"),
      ],
      "inserted_entry",
      "entry 4",
    ],
    [
      "an entry before the first",
      [
        `insert into ops.audit_log select 0, occurred_at, act, subject, run_id, database_role, os_user, program_version, reason,
           details, content_hash, '', hash from ops.audit_log where entry_id = 3`,
      ],
      "inserted_entry",
      "entry 0",
    ],
    [
      "an entry put at the end by hand",
      [
        `insert into ops.audit_log select entry_id + 1, occurred_at, 'check', subject, run_id, database_role, os_user, program_version,
           reason, details, content_hash, hash, '\\x00' from ops.audit_log order by entry_id desc limit 1`,
      ],
      "edited_or_inserted_entry",
      () => `entry ${(head.entryId ?? 0) + 1}`,
    ],
    [
      "two entries that changed places",
      [
        "update ops.audit_log set entry_id = -entry_id where entry_id in (3, 4)",
        "update ops.audit_log set entry_id = 7 + entry_id where entry_id < 0",
      ],
      "reordered_entry",
      "entry 3",
    ],
  ] as const)("%s", async (_, statements, kind, place) => {
    const [first] = await findingsAfter(statements);
    expect(first).toMatchObject({ kind, place: typeof place === "string" ? place : place() });
    expect(first?.found).not.toBe(first?.expected);
  });

  test("an empty log", async () => {
    const [first] = await findingsAfter(["delete from ops.audit_log"]);
    expect(first).toMatchObject({ kind: "missing_entry", place: "entry 1", found: "an empty audit log" });
  });

  test("that its end was cut off, by an anchor that was kept outside", async () => {
    const statements = [`delete from ops.audit_log where entry_id > ${(head.entryId ?? 0) - 2}`];
    expect(await findingsAfter(statements, head)).toContainEqual({
      kind: "cut_off",
      place: `entries ${(head.entryId ?? 0) - 1} to ${head.entryId} and what came after`,
      found: `the log ends with entry ${(head.entryId ?? 0) - 2}`,
      expected: `entry ${head.entryId} with hash ${head.hash}`,
    });
  });

  test("that the whole chain was computed anew, by an anchor alone", async () => {
    const anew = [
      "update ops.audit_log set os_user = 'somebody else' where entry_id = 2",
      `do $$ declare n bigint; before bytea := ''; begin
         for n in select entry_id from ops.audit_log order by entry_id loop
           update ops.audit_log set previous_hash = before where entry_id = n;
           ${rehash("entry_id = n")} returning hash into before;
         end loop; end $$`,
    ];
    expect((await findingsAfter(anew)).map(({ kind }) => kind)).toEqual(["release_record"]);
    expect((await findingsAfter(anew, head)).map(({ kind }) => kind)).toEqual(["anchor_differs", "release_record"]);
    expect((await findingsAfter(anew, { entryId: null, hash: head.hash })).map(({ kind }) => kind)).toContain(
      "anchor_differs",
    );
  });

  test("that a load has no entry, where the log was cut off and no anchor kept", async () => {
    const [load] = await sql`select entry_id from ops.audit_log where act = 'load' order by entry_id desc limit 1`;
    const findings = await findingsAfter([`delete from ops.audit_log where entry_id >= ${load?.["entry_id"]}`]);
    expect(findings).toContainEqual(expect.objectContaining({ kind: "load_without_entry", place: "load 2" }));
  });
});

describe("in the data that entries cover, verification finds", () => {
  test.each([
    [
      "an edited cell of raw",
      "update raw.ctgov_legacy_csv set enrollment = '7' where _record_id = 5",
      [
        ["raw_cell", expect.stringMatching(/^raw.ctgov_legacy_csv, record 5 \(NCT9\d{7}, load 1, row 5, line 6\)$/)],
        ["load_content", "load 1"],
        ["load_content", "load 2"],
      ],
    ],
    [
      "an edited cell of raw that only one load has, its row hash made anew",
      `update raw.ctgov_legacy_csv set _row_hash = sha256('x'), title = 'x' where _load_id = 2`,
      [
        ["raw_cell", expect.stringContaining("load 2")],
        ["load_content", "load 2"],
      ],
    ],
    [
      "a removed row of a file",
      "delete from raw.ctgov_legacy_csv_rows where load_id = 2 and row_number = 9",
      [["load_content", "load 2"]],
    ],
    ["an edited reject", "update ops.rejects set raw_text = '1,2,4' where load_id = 1", [["load_content", "load 1"]]],
    ["a removed reject", "delete from ops.rejects where load_id = 1", [["load_content", "load 1"]]],
    [
      "an edited load",
      "update ops.loads set sha256 = repeat('0', 64) where load_id = 1",
      [["load_ledger", "ops.loads, load 1"]],
    ],
    ...(
      [
        ["another extent", "extent = 'increment'"],
        ["another time", "snapshot_at = snapshot_at - interval '1 year'"],
        ["another date", "snapshot_date = '2019-01-01'"],
        ["another name", "file_name = 'other.csv'"],
      ] as const
    ).map(
      ([name, change]) =>
        [
          `a load with ${name}`,
          `update ops.loads set ${change} where load_id = 1`,
          [["load_ledger", "ops.loads, load 1"]],
        ] as [string, string, Array<[string, unknown]>],
    ),
    ["a removed load", "delete from ops.loads where load_id = 1", [["load_missing", "load 1"]]],
    [
      "an edited cell of analytics.trials",
      "update analytics.trials set enrollment = enrollment + 1 where nct_id = (select min(nct_id) from analytics.trials)",
      [["table_content", "analytics.trials"]],
    ],
    [
      "a removed row of a child table",
      "delete from analytics.trial_conditions where id = (select min(id::text)::uuid from analytics.trial_conditions)",
      [["table_content", "analytics.trial_conditions"]],
    ],
    [
      "an added row of a dimension",
      "insert into analytics.countries values ('ZZ', 'Nowhere')",
      [["table_content", "analytics.countries"]],
    ],
    [
      "an edited moment of the history",
      "update analytics.trial_versions set recorded_at = recorded_at + interval '1 microsecond' where version_number = 2",
      [["table_content", "analytics.trial_versions"]],
    ],
    [
      "an edited release",
      "update ops.releases set reason = 'a better one'",
      [["release_record", "ops.releases, release first"]],
    ],
    ["a removed release", "delete from ops.releases", [["release_missing", "ops.releases, release first"]]],
  ])("%s", async (_, statement, expected) => {
    const findings = await findingsAfter([statement]);
    expect(findings.map(({ kind, place }) => [kind, place])).toEqual(expected);
  });

  test("nothing when the same rows stand in another order", async () => {
    const order = "create table public.kept as table analytics.trial_conditions";
    const statements = [
      order,
      "delete from analytics.trial_conditions",
      "insert into analytics.trial_conditions select * from public.kept order by id desc",
      "drop table public.kept",
    ];
    expect(await findingsAfter(statements)).toEqual([]);
  });
});
