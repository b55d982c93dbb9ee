import { expect, test } from "vitest";
import {
  anyReject,
  defaultSource,
  describeUnknownRejectWord,
  readRejects,
  readRejectWords,
  rejectWords,
  replayRejects,
} from "../../src/index.ts";
import { csv, trials } from "../support/trialCsv.ts";
import { writeInput } from "../support/warehouse.ts";
import { createTestPipeline } from "../testPipeline.ts";

test("whatever is set aside has a reason and a field that are known words", async () => {
  const pipeline = await createTestPipeline();
  const rows = trials(60, (n) =>
    n === 3
      ? { enrollment: "many" }
      : n === 4
        ? { start_date: "soon" }
        : n === 5
          ? { locations: "Hospital A, Berlin, Atlantis" }
          : n === 6
            ? { nct_number: "X1" }
            : {},
  );
  const text = csv([...rows, "1,2,3", ...trials(1, () => ({ title: "A contradiction" }))]);
  await pipeline.ingest([writeInput(pipeline, "a-20200901.csv", text)], ["acquire", "load", "transform"]);
  const present = await pipeline.run(readRejectWords);
  expect(present).toEqual({
    reason: [
      "conflicting_duplicate",
      "invalid_nct_id",
      "malformed_date",
      "malformed_enrollment",
      "too_few_cells",
      "unknown_country",
    ],
    field: ["enrollment", "locations", "start_date"],
  });
  expect(rejectWords.reason).toEqual(expect.arrayContaining([...present.reason]));
  expect(rejectWords.field).toEqual(expect.arrayContaining([...present.field]));
  expect(describeUnknownRejectWord("reason", "unknown_contry", present)).toMatch(
    /^There is no reason code "unknown_contry"\. The quarantine has: conflicting_duplicate, .*unknown_country\. Did you mean unknown_country\? Expected one of: unknown_country, /,
  );
  expect(describeUnknownRejectWord("field", "location", present)).toContain("Did you mean locations?");

  const unknownLoad = { reason: "UnknownLoad", message: "There is no load 9. Expected one of: 1 (a-20200901.csv)." };
  const filter = { ...anyReject, loadId: 9 };
  await expect(pipeline.run(readRejects(defaultSource, filter, 10))).rejects.toMatchObject(unknownLoad);
  const selection = { rejectIds: [], reason: null, loadId: 9, source: defaultSource, isDryRun: true };
  await expect(pipeline.run(replayRejects(selection))).rejects.toMatchObject(unknownLoad);
});

test("a word that another version of the program wrote is known by the quarantine", () => {
  const present = { reason: ["odd_reason"], field: [] };
  expect(describeUnknownRejectWord("reason", "odd_raeson", present)).toContain("Did you mean odd_reason?");
});
