import { createRandom, mixSeed, type Random } from "../createRandom.ts";
import type { Status, StudyType, Trial } from "../Trial.ts";
import { statusWeights } from "../vocabulary/designs.ts";
import { buildAges } from "./buildAges.ts";
import { buildConditions } from "./buildConditions.ts";
import { buildDates } from "./buildDates.ts";
import { buildDesigns } from "./buildDesigns.ts";
import { buildDocuments } from "./buildDocuments.ts";
import { buildEnrollment } from "./buildEnrollment.ts";
import { buildAcronym, buildOtherIds, nctIdAt } from "./buildIds.ts";
import { buildInterventions } from "./buildInterventions.ts";
import { buildOutcomes } from "./buildOutcomes.ts";
import { buildPhases } from "./buildPhases.ts";
import { buildSites, drawSite } from "./buildSites.ts";
import { buildSponsors } from "./buildSponsors.ts";
import { buildTitle } from "./buildTitle.ts";

const buildSex = (random: Random, title: string): Trial["sex"] =>
  title.includes("Pregnan")
    ? "Female"
    : random.weighted([
        ["All", 975],
        ["Female", 15],
        ["Male", 10],
      ]);

/** Fixes what a trial must be where an oddity needs it; all else is drawn. */
export interface TrialPlan {
  readonly studyType?: StudyType | undefined;
  readonly status?: Status | undefined;
}

/**
 * Builds the invented trial at a position (counted from 0) of the list that a seed stands for.
 *
 * Depends on nothing else: any trial can be built alone, in any order, and is the same each time.
 */
export const buildTrial = (seed: number, position: number, plan: TrialPlan = {}): Trial => {
  const random = createRandom(mixSeed(seed, position));
  const drawnType = random.weighted<StudyType>([
    ["Interventional", 57],
    ["Observational", 43],
  ]);
  const studyType = plan.studyType ?? drawnType;
  const status = plan.status ?? random.weighted(statusWeights[studyType]);
  const home = drawSite(random);
  const acronym = studyType === "Expanded Access" ? "" : buildAcronym(random);
  const interventions = buildInterventions(random, studyType);
  const title = buildTitle(random, { studyType, interventions, acronym, home });
  return {
    nctId: nctIdAt(position),
    title,
    acronym,
    status,
    conditions: buildConditions(random),
    interventions,
    outcomes: studyType === "Expanded Access" ? [] : buildOutcomes(random),
    sponsors: buildSponsors(random, home),
    sex: buildSex(random, title),
    ...buildAges(random),
    phases: buildPhases(random, studyType, interventions),
    enrollment: buildEnrollment(random, studyType, status),
    studyType,
    expandedAccessTypes: studyType === "Expanded Access" ? ["Intermediate-size Population"] : [],
    designs: buildDesigns(random, studyType),
    otherIds: buildOtherIds(random, acronym),
    ...buildDates(random, studyType, status),
    sites: buildSites(random, home),
    documents: buildDocuments(random),
  };
};
