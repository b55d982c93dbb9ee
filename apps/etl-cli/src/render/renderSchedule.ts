import type { Fire } from "@trialflow/operations";
import type { DescribedSchedule } from "../document/describeSchedule.ts";
import { formatDuration } from "./formatDuration.ts";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { renderFires } from "./renderFires.ts";
import { stateOf } from "./renderSchedules.ts";
import { renderTable } from "./renderTable.ts";
import { section } from "./section.ts";

/** What `schedule show` tells. */
export interface ShownSchedule {
  readonly schedule: DescribedSchedule;
  readonly nextTicks: ReadonlyArray<Date>;
  readonly fires: ReadonlyArray<Fire>;
}

const atMost = (milliseconds: number | null) =>
  milliseconds === null ? "not limited" : `at most ${formatDuration(milliseconds)}`;

const catchUpWords = ({ policy, limit }: DescribedSchedule["catchUp"]): string =>
  ({ skip: "none", latest: "the newest", all: `all, up to the newest ${limit}` })[policy];

/** Renders a schedule with its settings, its next ticks and its newest fires. */
export const renderSchedule = ({ schedule, nextTicks, fires }: ShownSchedule): string => {
  const { retry, sla, pause } = schedule;
  const because =
    pause === null
      ? ""
      : ` since ${formatMoment(pause.pausedAt)} by ${printable(pause.pausedBy)}: ${printable(pause.reason)}`;
  return [
    ...renderTable(
      [{ heading: "" }, { heading: "" }],
      [
        ["schedule", schedule.name],
        ["state", `${stateOf(schedule)}${because}`],
        [
          "when",
          `${schedule.cron} (${schedule.timeZone})${schedule.isRunAtStart ? ", and when a scheduler starts" : ""}`,
        ],
        ["source", printable(schedule.source)],
        ["database", printable(schedule.database ?? "the scheduler's own")],
        ["files", schedule.files.length === 0 ? "inbox, Kaggle or sample" : printable(schedule.files.join(", "))],
        ["extent", `${schedule.extent}${schedule.isInsertedIntoPast ? ", also into the past" : ""}`],
        ["missed ticks made up for", catchUpWords(schedule.catchUp)],
        ["time-out", formatDuration(schedule.timeoutMs)],
        [
          "attempts",
          `${retry.attempts}, after ${formatDuration(retry.firstDelayMs)} to ${formatDuration(retry.maxDelayMs)}`,
        ],
        ["alerts", schedule.alerts === null ? "all targets" : printable(schedule.alerts.join(", ")) || "none"],
        ["expected duration", atMost(sla.durationMs)],
        ["age of the newest success", atMost(sla.freshnessMs)],
      ],
    ),
    ...section("Next ticks", nextTicks.map(formatMoment)),
    ...section("Newest fires", renderFires(fires)),
  ].join("\n");
};
