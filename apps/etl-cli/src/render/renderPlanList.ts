import type { PlanListDocument } from "../document/PlanListDocument.ts";
import { cutToWidth } from "./displayWidth.ts";
import { formatCount } from "./formatCount.ts";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./renderTable.ts";

const words = { open: "open", applied: "applied", stale: "stale", gate_closed: "gate closed" } as const;

const filesOf = ([first = "", ...others]: ReadonlyArray<string>): string => {
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return cutToWidth(printable(first), 50) + more;
};

/** Renders plans as a table, the newest first, and says how to go on with the newest open one. */
export const renderPlanList = ({ total, plans }: PlanListDocument): string => {
  if (total === 0) return "There are no plans yet. Make one: npx trialflow plan --file PATH";
  const open = plans.find(({ state }) => state === "open");
  const shown = plans.length < total ? `, the newest ${formatCount(plans.length)} shown (--limit)` : "";
  return [
    ...renderTable(
      [
        { heading: "plan", isRight: true },
        { heading: "made" },
        { heading: "file" },
        { heading: "new", isRight: true },
        { heading: "changed", isRight: true },
        { heading: "vanished", isRight: true },
        { heading: "state" },
        { heading: "because" },
      ],
      plans.map((plan) => [
        String(plan.planId),
        formatMoment(new Date(plan.createdAt)),
        filesOf(plan.files),
        formatCount(plan.new),
        formatCount(plan.changed),
        formatCount(plan.vanished),
        words[plan.state],
        cutToWidth(printable(plan.because ?? ""), 100),
      ]),
    ),
    `(${formatCount(total)} ${total === 1 ? "plan" : "plans"}${shown})`,
    "",
    open === undefined
      ? "None of these can be applied any more. Make a new one: npx trialflow plan --file PATH"
      : `Apply the newest open one: npx trialflow run --plan ${open.planId}`,
  ].join("\n");
};
