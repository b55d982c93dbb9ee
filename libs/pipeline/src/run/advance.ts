import type { Database } from "@trialflow/database";
import type { StepName } from "@trialflow/schema";
import { Effect, Schema } from "effect";
import type { IngestFailure } from "../ingest.ts";
import type { Program } from "../Program.ts";
import { checkStep } from "../steps/checkStep.ts";
import { publishStep } from "../steps/publishStep.ts";
import { transformStep } from "../steps/transformStep.ts";
import type { Note } from "./Note.ts";
import { RunEngine } from "./RunEngine.ts";
import type { RunOrder } from "./RunOrder.ts";
import { StepReport } from "./StepReport.ts";

const Checked = Schema.Struct({
  verdict: Schema.Literals(["passed", "warned", "failed"]),
  checkRunId: Schema.String,
  step: StepReport,
});

const Published = Schema.Struct({ tables: Schema.Record(Schema.String, Schema.Int), step: StepReport });

/** Tells whether an order wants a step. */
export const isWanted = ({ steps }: RunOrder, step: StepName): boolean => steps === null || steps.includes(step);

/**
 * Brings what is loaded through the gate to analysts: transform, check, publish; false when the gate stayed closed.
 *
 * `place` begins the names of the steps within the run.
 */
export const advance = (
  order: RunOrder,
  place: string,
  note: Note,
): Effect.Effect<boolean, IngestFailure, Database | Program> =>
  Effect.gen(function* () {
    const engine = yield* RunEngine;
    const { runId, source } = order;
    if (isWanted(order, "transform")) {
      const step = yield* engine.once(
        `${place}transform`,
        StepReport,
        Effect.map(transformStep(runId, source), ([, report]) => report),
      );
      yield* note(({ steps }) => ({ steps: [...steps, step] }));
    }
    if (isWanted(order, "check")) {
      const { verdict, checkRunId, step } = yield* engine.once(
        `${place}check`,
        Checked,
        Effect.map(checkStep(runId, source, { isForced: order.steps !== null }), ([report, made]) => ({
          verdict: report.verdict,
          checkRunId: report.checkRunId,
          step: made,
        })),
      );
      yield* note(({ steps }) => ({ checkRunId, steps: [...steps, step] }));
      if (verdict === "failed") return false;
    }
    if (isWanted(order, "publish")) {
      const { tables, step } = yield* engine.once(
        `${place}publish`,
        Published,
        Effect.map(publishStep(runId, source), ([found, made]) => ({ tables: found, step: made })),
      );
      yield* note(({ steps }) => ({ published: tables, steps: [...steps, step] }));
    }
    return true;
  });
