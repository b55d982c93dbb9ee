import * as NodeRuntime from "@effect/platform-node/NodeRuntime";
import * as NodeServices from "@effect/platform-node/NodeServices";
import { Console, Effect, Exit } from "effect";
import { cli, cliLayer } from "./cli.ts";
import { asksForJson } from "./failure/asksForJson.ts";
import { describeFailure } from "./failure/describeFailure.ts";
import { exitCodeOf } from "./failure/exitCodeOf.ts";
import { reportLayer } from "./reportLayer.ts";

let isStopped = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    isStopped = true;
  });
}
// A closed terminal is a wish to stop like any other.
process.once("SIGHUP", () => process.kill(process.pid, "SIGTERM"));

// The reader of a pipe may leave early (`| head`), and a terminal may be gone: nobody misses the rest.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
  });
}

const program = cli.pipe(
  Effect.provide([cliLayer({ isJson: asksForJson(process.argv.slice(2)) }), reportLayer, NodeServices.layer]),
  Effect.onExit((exit) => {
    const text = Exit.isFailure(exit) ? describeFailure(exit.cause, { isStopped }) : null;
    return text === null ? Effect.void : Console.error(text);
  }),
);

// The default teardown calls process.exit(), which cuts off what is still on its way to a pipe; the exit code is set and the
// event loop runs empty.
NodeRuntime.runMain(program, {
  disableErrorReporting: true,
  teardown: (exit) => {
    process.exitCode = exitCodeOf(exit, { isStopped });
  },
});
