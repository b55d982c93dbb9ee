import { Cause, Config, ConfigProvider, Effect } from "effect";
import { CliError } from "effect/cli";
import { describe, expect, test } from "vitest";
import { describeFailure } from "../src/failure/describeFailure.ts";
import { UsageError } from "../src/failure/UsageError.ts";

const running = { isStopped: false };

describe("a failure", () => {
  test("that can be expected is one line without a stack trace", () => {
    expect(describeFailure(Cause.fail(new UsageError({ message: "Add --yes" })), running)).toBe("error: Add --yes");
  });

  test("of the command line is left to its own complaint", () => {
    const cause = Cause.fail(new CliError.ShowHelp({ commandPath: [], errors: [] }));
    expect(describeFailure(cause, running)).toBeNull();
  });

  test("that is a defect comes with an apology, its cause and how to report it", () => {
    const text = describeFailure(Cause.die(new Error("an impossible state")), running);
    expect(text).toMatch(/^error: Sorry/);
    expect(text).toContain("Error: an impossible state");
    expect(text).toContain("describeFailure.test.ts");
    expect(text).toContain("Please report it");
  });

  test("by a signal says what to do next, whatever broke on the way out", () => {
    expect(describeFailure(Cause.interrupt(1), running)).toMatch(/^stopped: .*run the same command again/);
    expect(describeFailure(Cause.fail("x"), { isStopped: true })).toMatch(/^stopped: /);
  });

  test("of the configuration names the variable and never its value", async () => {
    const provider = ConfigProvider.fromUnknown({ TRIALFLOW_X: "secret" });
    const error = await Effect.runPromise(Effect.flip(Config.Int("TRIALFLOW_X").parse(provider)));
    const text = describeFailure(Cause.fail(error), running);
    expect(text).toMatch(/^error: TRIALFLOW_X is not as expected: Expected .+\. Correct or unset/);
    expect(text).not.toContain("secret");
  });
});
