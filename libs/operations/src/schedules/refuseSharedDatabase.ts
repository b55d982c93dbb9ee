import { Effect } from "effect";
import type { OperationsError } from "../errors.ts";
import { invalidConfiguration } from "./invalidConfiguration.ts";
import type { Schedule } from "./Schedule.ts";

/**
 * Refuses schedules of two sources on one database: its staging and analytics are of one source. `ownDatabase` is the name of the
 * scheduler's own where it is known: a schedule may name that one, too.
 *
 * Errors   {@link OperationsError} `InvalidConfiguration`
 */
export const refuseSharedDatabase = (
  schedules: ReadonlyArray<Schedule>,
  ownDatabase: string | null = null,
): Effect.Effect<void, OperationsError> => {
  const placeOf = ({ database }: Schedule) => (database === ownDatabase ? null : database);
  for (const [index, schedule] of schedules.entries()) {
    const other = schedules
      .slice(0, index)
      .find((earlier) => placeOf(earlier) === placeOf(schedule) && earlier.source !== schedule.source);
    if (other === undefined) continue;
    const place = placeOf(schedule) === null ? "the scheduler's own database" : `database "${schedule.database}"`;
    return Effect.fail(
      invalidConfiguration(
        `The schedules "${other.name}" (source ${other.source}) and "${schedule.name}" (source ${schedule.source}) both use ${place}; expected one source in a database. Give one of them a database of its own, such as "database": "trialflow_${schedule.source.replaceAll(/[^a-z0-9]+/gi, "_").toLowerCase()}".`,
      ),
    );
  }
  return Effect.void;
};
