import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ScheduleEntry } from "@trialflow/operations";
import { SchedulerProcess } from "./SchedulerProcess.ts";

const sample = fileURLToPath(new URL("../../../../data/sample/covid-19-trials-sample.csv", import.meta.url));

/** Never while a test runs: in the next year, or today at midnight. */
export const never = "0 0 1 1 *";

/** A folder of a test's own with an inbox and a list of schedules, and the schedulers that work with it. */
export class TestSite {
  readonly folder: string;
  private readonly schedulers: Array<SchedulerProcess> = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<TestSite> {
    const folder = await mkdtemp(join(tmpdir(), "trialflow-scheduler-"));
    await mkdir(join(folder, "inbox"));
    return new TestSite(folder);
  }

  path(...names: ReadonlyArray<string>): string {
    return join(this.folder, ...names);
  }

  /** Puts the bundled sample into the inbox, as the snapshot of a day in 2020. */
  async putSample(day = "08-15"): Promise<void> {
    await copyFile(sample, this.path("inbox", `trials-2020-${day}.csv`));
  }

  /** Puts a file there in one piece, in place of one of the same name; its path. */
  async write(name: string, content: string): Promise<string> {
    const path = this.path(name);
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
    return path;
  }

  /** Makes these the only schedules. */
  async writeSchedules(...schedules: ReadonlyArray<ScheduleEntry>): Promise<void> {
    await this.write(
      "schedules.json",
      JSON.stringify({ schedules: [{ name: "nightly", isEnabled: false }, ...schedules] }),
    );
  }

  /** Starts one more scheduler, with the schedules of the file if there is one. */
  start(environment: Readonly<Record<string, string>>): SchedulerProcess {
    const scheduler = new SchedulerProcess(this.folder, {
      TRIALFLOW_HOME: this.path("home"),
      TRIALFLOW_EXTRACT_INBOX: this.path("inbox"),
      TRIALFLOW_EXTRACT_OFFLINE: "true",
      TRIALFLOW_SCHEDULER_PORT: "0",
      ...environment,
    });
    this.schedulers.push(scheduler);
    return scheduler;
  }

  /** Starts one more scheduler that reads the list of schedules. */
  startListed(environment: Readonly<Record<string, string>>): SchedulerProcess {
    return this.start({ TRIALFLOW_SCHEDULES: this.path("schedules.json"), ...environment });
  }

  /** Ends what still runs, whatever it does, and removes the folder. */
  async close(): Promise<void> {
    await Promise.all(this.schedulers.map((scheduler) => scheduler.stop("SIGKILL")));
    await rm(this.folder, { recursive: true, force: true });
  }
}
