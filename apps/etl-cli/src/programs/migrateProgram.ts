import { migrate } from "@trialflow/database";
import { Program } from "@trialflow/pipeline";
import { Console, Effect, Layer } from "effect";
import { databaseLayer, programLayer } from "../layers.ts";
import { renderWhereabouts } from "../render/Whereabouts.ts";
import { readWhereabouts } from "./readWhereabouts.ts";

/** Migrates the database and says what was done and where. */
export const migrateProgram = Effect.gen(function* () {
  const { version, osUser } = yield* Program;
  const whereabouts = yield* readWhereabouts;
  const { appliedCount, totalCount } = yield* migrate(version, osUser);
  const outcome =
    appliedCount === 0
      ? `The database is up to date: all ${totalCount} migrations were applied before.`
      : `Applied ${appliedCount} of ${totalCount} migrations.`;
  yield* Console.log([outcome, ...renderWhereabouts(whereabouts)].join("\n"));
}).pipe(Effect.provide(Layer.merge(databaseLayer, programLayer("db migrate"))));
