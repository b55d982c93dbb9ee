import type { DescribedSchedule } from "../document/describeSchedule.ts";
import { cutToWidth } from "./displayWidth.ts";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./renderTable.ts";

/** Says whether a schedule fires: `enabled`, `paused` or `disabled`. */
export const stateOf = ({ isEnabled, pause }: Pick<DescribedSchedule, "isEnabled" | "pause">): string =>
  isEnabled ? (pause === null ? "enabled" : "paused") : "disabled";

/** Renders schedules as a table, and why those are paused that are. */
export const renderSchedules = (schedules: ReadonlyArray<DescribedSchedule>): string => {
  const paused = schedules.flatMap(({ name, pause }) =>
    pause === null
      ? []
      : [
          `${name} is paused since ${formatMoment(pause.pausedAt)} by ${printable(pause.pausedBy)}: ${cutToWidth(printable(pause.reason), 100)}`,
        ],
  );
  return [
    ...renderTable(
      [
        { heading: "schedule" },
        { heading: "when" },
        { heading: "source" },
        { heading: "state" },
        { heading: "last fire" },
        { heading: "" },
        { heading: "next tick" },
      ],
      schedules.map((schedule) => [
        schedule.name,
        `${schedule.cron} (${schedule.timeZone})`,
        printable(schedule.source),
        stateOf(schedule),
        schedule.lastFire === null ? "never" : formatMoment(schedule.lastFire.scheduledAt),
        schedule.lastFire?.status.replace("_", " ") ?? "",
        schedule.nextTickAt === null ? "none" : formatMoment(schedule.nextTickAt),
      ]),
    ),
    ...(paused.length === 0 ? [] : ["", ...paused]),
  ].join("\n");
};
