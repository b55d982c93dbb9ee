import { Database, migrate, osUser } from "@trialflow/database";
import { Console, Effect } from "effect";
import { renderWhereabouts } from "../render/Whereabouts.ts";
import { version } from "../version.ts";
import { readWhereabouts } from "./readWhereabouts.ts";

/** Migrates the database and says what was done and where. */
export const migrateProgram = Effect.gen(function* () {
  const whereabouts = yield* readWhereabouts;
  const { appliedCount, totalCount } = yield* migrate(version, osUser());
  const outcome =
    appliedCount === 0
      ? `The database is up to date: all ${totalCount} migrations were applied before.`
      : `Applied ${appliedCount} of ${totalCount} migrations.`;
  yield* Console.log([outcome, ...renderWhereabouts(whereabouts)].join("\n"));
}).pipe(Effect.provide(Database.layerConfig));
