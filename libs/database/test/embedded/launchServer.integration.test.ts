import { createServer } from "node:net";
import { Deferred, Effect } from "effect";
import { expect, onTestFinished, test } from "vitest";
import { chooseServerUser } from "../../src/embedded/chooseServerUser.ts";
import { classifyStartFailure } from "../../src/embedded/classifyStartFailure.ts";
import { findServerPlace } from "../../src/embedded/findServerPlace.ts";
import { freePort } from "../../src/embedded/freePort.ts";
import { launchServer } from "../../src/embedded/launchServer.ts";
import { locateNativeFolder } from "../../src/embedded/locateNativeFolder.ts";
import { readLogTail } from "../../src/embedded/serverLog.ts";
import { temporaryHome } from "./temporaryHome.ts";
import { withServer } from "./withServer.ts";

/** Launches a server that is expected to end by itself, and sorts what it wrote. */
const sortLaunch = (home: string, port: number) =>
  Effect.runPromise(
    Effect.gen(function* () {
      const place = yield* findServerPlace("start", home);
      const user = yield* chooseServerUser(place.dataFolder);
      const launched = yield* launchServer({
        place,
        native: yield* locateNativeFolder(),
        user,
        durable: false,
        port,
        onLaunched: () => {},
      });
      yield* Deferred.await(launched.ended);
      return classifyStartFailure(yield* readLogTail(place.logFile, launched.logOffset));
    }),
  );

test("a server whose port another program took says so", async () => {
  const home = temporaryHome();
  await withServer({ home }, async () => {});
  const other = createServer();
  onTestFinished(() => {
    other.close();
  });
  const port = await new Promise<number>((resolve) => {
    other.listen(0, "127.0.0.1", () => {
      const address = other.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  expect(await sortLaunch(home, port)).toEqual({ _tag: "PortTaken" });
});

test("a second server on the same data folder is refused by the first one's lock file", async () => {
  const home = temporaryHome();
  await withServer({ home }, async (sql) => {
    expect(await sortLaunch(home, await Effect.runPromise(freePort))).toEqual({ _tag: "AlreadyRunning" });
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });
});
