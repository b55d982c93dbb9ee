import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repository, trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

const data = join(repository, "../shared/data");
const kaggle = join(data, "kaggle/COVID clinical trials.csv");
const snapshots = join(data, "snapshots");
const isThere = existsSync(kaggle) && existsSync(snapshots);
if (!isThere) console.log(`skipped: the registry's files are not in ${data}`);

describe.skipIf(!isThere)("trialflow run with the registry's own files", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await createWorkspace();
  });
  afterAll(() => workspace.remove());

  test("takes three snapshots by a pattern, oldest first, and accounts for every row", async () => {
    const pattern = join(snapshots, "clinicalTrials-202004*.tsv");
    const { code, stdout, stderr } = await trialflow(["run", "--json", "--file", pattern], workspace.env);
    expect(code, stderr).toBe(0);
    const { loads } = JSON.parse(stdout) as { loads: ReadonlyArray<Record<string, number | string>> };
    expect(loads.map(({ snapshotDate }) => snapshotDate)).toEqual(["2020-04-06", "2020-04-07", "2020-04-08"]);
    for (const load of loads) {
      const { read, new: added, changed, unchanged, duplicate, rejected } = load as Record<string, number>;
      expect(read).toBe((added ?? 0) + (changed ?? 0) + (unchanged ?? 0) + (duplicate ?? 0) + (rejected ?? 0));
    }
  });

  test("takes the published dataset next, and answers where trials are", async () => {
    expect(await trialflow(["run", "--file", kaggle], workspace.env)).toMatchObject({ code: 0 });
    const { stdout } = await trialflow(
      ["sql", "select country from analytics.trials_by_country limit 1", "--format", "csv", "--as", "analyst"],
      workspace.env,
    );
    expect(stdout).toBe("country\nUnited States\n");
  });
});
