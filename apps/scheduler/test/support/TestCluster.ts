import { Sources } from "@trialflow/extract";
import { requestFire } from "@trialflow/operations";
import { defaultSource, ingest, Program } from "@trialflow/pipeline";
import { createTestDatabase } from "@trialflow/testing";
import { ConfigProvider, Effect, Layer } from "effect";
import type { TestContext } from "vitest";
import { contentOf } from "./contentOf.ts";
import { freePorts } from "./freePorts.ts";
import { openSite } from "./openSite.ts";
import type { SchedulerProcess } from "./SchedulerProcess.ts";
import { sampleSnapshots } from "./sampleSnapshots.ts";
import { TestLedger } from "./TestLedger.ts";
import { never, TestSite } from "./TestSite.ts";
import { until } from "./until.ts";

const schedule = { name: "covid", source: defaultSource };

const program = Layer.succeed(Program, { name: "alone", version: "test", osUser: "ada", host: "here" });

/** Some small files in a folder, and what one process makes of them, by table. */
export interface Undisturbed {
  readonly site: TestSite;
  readonly content: Readonly<Record<string, string>>;
}

/** Brings in so many files by one process. */
export const bringInUndisturbed = async (files: number): Promise<Undisturbed> => {
  const site = await TestSite.open();
  for (const { name, content } of sampleSnapshots(files)) await site.write(`inbox/${name}`, content);
  const database = await createTestDatabase();
  const config = ConfigProvider.layer(
    ConfigProvider.fromEnvRecord({ TRIALFLOW_HOME: site.path("home"), TRIALFLOW_EXTRACT_OFFLINE: "true" }),
  );
  const layer = Layer.mergeAll(database.layer, Sources.layerConfig, program).pipe(Layer.provide(config));
  const request = { source: defaultSource, files: [site.path("inbox", "*.csv")] };
  await Effect.runPromise(ingest(request).pipe(Effect.provide(layer)));
  const ledger = new TestLedger(database);
  const content = await contentOf(ledger);
  await ledger.close();
  return { site, content };
};

/** Schedulers that work together on one database, and bring in the files of a folder. */
export class TestCluster {
  readonly site: TestSite;
  readonly ledger: TestLedger;
  /** Those that were started and not ended by the test, by the names that they have in the ledger. */
  readonly schedulers = new Map<string, SchedulerProcess>();

  private constructor(site: TestSite, ledger: TestLedger) {
    this.site = site;
    this.ledger = ledger;
  }

  static async open(context: TestContext, files: TestSite, cron = never): Promise<TestCluster> {
    const { site, ledger } = await openSite(context);
    const retry = { firstDelay: "1 second", maxDelay: "2 seconds" };
    await site.writeSchedules({ ...schedule, cron, files: [files.path("inbox", "*.csv")], retry });
    return new TestCluster(site, ledger);
  }

  /** Starts so many more, each under an address of its own. */
  async start(count: number): Promise<void> {
    for (const port of await freePorts(count)) {
      const scheduler = this.site.startListed({
        DATABASE_URL: this.ledger.url,
        TRIALFLOW_RUNNER_HOST: "127.0.0.1",
        TRIALFLOW_RUNNER_PORT: String(port),
        TRIALFLOW_DATABASE_POOL_SIZE: "3",
        TRIALFLOW_LOG_LEVEL: "Debug",
      });
      this.schedulers.set(`127.0.0.1:${port}`, scheduler);
    }
    await Promise.all([...this.schedulers.values()].map((scheduler) => scheduler.line("Waiting for the ticks")));
  }

  /** Asks for a run of the files; the number of the fire. */
  async fire(): Promise<string> {
    return (await this.ledger.act(requestFire(schedule))).fireId;
  }

  untilStepsDone(count: number): Promise<true> {
    return until(async () => ((await this.ledger.count("ops.steps")) >= count ? true : undefined));
  }

  /** Lets the run stand still in the middle of its next step "transform"; who performs it, and how to let it go. */
  async holdInTransform() {
    const table = await this.ledger.hold("staging.trials");
    await table.isWaitedFor();
    const name = await until(async () => {
      const isAtIt = ({ lines }: SchedulerProcess) => {
        const count = (message: string) =>
          lines.filter((line) => line.message === message && line.annotations["step"] === "transform").length;
        return count("Step started") > count("Step finished");
      };
      return [...this.schedulers].find(([, scheduler]) => isAtIt(scheduler))?.[0];
    });
    return { name, release: table.release };
  }

  /** Ends one of them without a word. */
  async kill(name: string): Promise<void> {
    await this.schedulers.get(name)?.stop("SIGKILL");
    this.schedulers.delete(name);
  }
}
