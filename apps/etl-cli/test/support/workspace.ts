import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmptyDatabase, type TestDatabase } from "@trialflow/testing";
import { generateCsv } from "../../../../tools/sample/src/index.ts";

/** A folder, a database without any schema, and the environment that leads a command there. */
export interface Workspace {
  readonly folder: string;
  readonly database: TestDatabase;
  readonly env: Readonly<Record<string, string>>;
  /** Writes a CSV export of so many invented trials; its path. */
  readonly writeTrials: (name: string, count: number) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** Makes a workspace of a test file's own. */
export const createWorkspace = async (): Promise<Workspace> => {
  const folder = await mkdtemp(join(tmpdir(), "trialflow-cli-"));
  const database = await createEmptyDatabase();
  return {
    folder,
    database,
    env: {
      DATABASE_URL: database.url,
      TRIALFLOW_HOME: join(folder, "home"),
      TRIALFLOW_EXTRACT_INBOX: join(folder, "inbox"),
    },
    writeTrials: async (name, count) => {
      const path = join(folder, name);
      await writeFile(path, [...generateCsv({ count, seed: 7 })].join(""));
      return path;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
