import { measureNothing } from "./measureNothing.ts";
import { measureSteps } from "./measureSteps.ts";
import { measureWhole } from "./measureWhole.ts";
import type { PartName } from "./PartName.ts";
import type { PartOutcome, PartRequest } from "./PartRequest.ts";
import { withHome } from "./withHome.ts";

const measuring: Readonly<Record<PartName, (request: PartRequest) => Promise<PartOutcome>>> = {
  nothing: measureNothing,
  whole: measureWhole,
  steps: measureSteps,
};

/** Measures the parts of a round, one after the other, each on a server of its own that is removed afterwards. */
export const measureRound = async (
  parts: ReadonlyArray<PartName>,
  folder: string,
  request: Omit<PartRequest, "home">,
): Promise<PartOutcome> => {
  const outcomes: Array<PartOutcome> = [];
  for (const part of parts) outcomes.push(await withHome(folder, (home) => measuring[part]({ ...request, home })));
  return {
    readings: outcomes.flatMap(({ readings }) => readings),
    version: outcomes[0]?.version ?? "unknown",
    published: outcomes.find(({ published }) => published !== null)?.published ?? null,
  };
};
