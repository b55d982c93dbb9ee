import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { cacheFolder } from "../src/cacheFolder.ts";
import { repositoryRoot } from "../src/repositoryRoot.ts";
import { readPrevious, readReport, writeReport } from "../src/result/readReport.ts";
import { closedFolder } from "../src/subject/closedFolder.ts";
import { workFolder } from "../src/subject/workFolder.ts";
import { resultOf } from "./resultOf.ts";

const temporary = realpathSync(mkdtempSync(join(tmpdir(), "trialflow-bench-test-")));
chmodSync(temporary, 0o711);
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

test("results are kept in the user's own cache folder", () => {
  expect(cacheFolder({ XDG_CACHE_HOME: "/caches" })).toBe("/caches/trialflow-bench");
  expect(cacheFolder({ XDG_CACHE_HOME: "" })).toBe(join(homedir(), ".cache/trialflow-bench"));
});

test("generated files go to a folder outside of the repository, made when it is missing", () => {
  expect(workFolder(null, temporary)).toBe(join(temporary, "trialflow-bench-files"));
  expect(workFolder(join(temporary, "a/b"), "/")).toBe(join(temporary, "a/b"));
});

test("a folder that the server of root cannot reach is found", () => {
  const inner = join(temporary, "closed/inner");
  mkdirSync(inner, { recursive: true });
  expect(closedFolder(inner)).toBeNull();
  chmodSync(join(temporary, "closed"), 0o700);
  expect(closedFolder(inner)).toBe(join(temporary, "closed"));
});

test.each(["", "tools/bench", ".trialflow/files"])("the folder %j of the repository is refused", (path) => {
  expect(() => workFolder(join(repositoryRoot, path), temporary)).toThrow("inside of the repository");
});

test("a report is read as it was written", () => {
  const path = join(temporary, "results/report.json");
  expect(readPrevious(path)).toBeNull();
  const report = { results: [resultOf([1000])] };
  writeReport(path, report);
  expect(readPrevious(path)).toEqual(report);
});

test("a file in another form is no previous result, and an error for who names it", () => {
  const path = join(temporary, "other.json");
  writeReport(path, { results: [{}] } as never);
  expect(readPrevious(path)).toBeNull();
  expect(() => readReport(path)).toThrow("is no report of this benchmark");
});
