import { demandEntry, type Fire, OperationsError } from "@trialflow/operations";
import { Effect } from "effect";

/** Finds the fire that a person named. Errors: `OperationsError` `NotPossible` for a run of a command, with what can be done instead. */
export const demandFire = (id: string, act: "cancel" | "resume") =>
  Effect.gen(function* () {
    const { fire, run } = yield* demandEntry(id);
    if (fire !== null) return fire satisfies Fire;
    const { runId, program, host, osUser, status } = run ?? {
      runId: id,
      program: "",
      host: "",
      osUser: "",
      status: "",
    };
    const advice =
      act === "resume"
        ? "Give the command again: finished steps are kept, and it goes on with the rest."
        : status === "running"
          ? `End it on ${host}, by Ctrl-C or SIGTERM to its process.`
          : `It has ended: ${status}.`;
    return yield* new OperationsError({
      operation: `runs.${act}`,
      reason: "NotPossible",
      message: `Run ${runId} was begun by ${osUser} with \`${program}\`, not by a scheduler; nothing was done. ${advice}`,
      isRetryable: false,
    });
  });
