import type { Random } from "../createRandom.ts";
import type { Intervention, Site, StudyType } from "../Trial.ts";
import { diseaseNames, observationKinds, observedTopics, populations } from "../vocabulary/titles.ts";

/** Builds a title of what the trial does, to whom and where, in one of the usual turns of phrase. */
export const buildTitle = (
  random: Random,
  {
    studyType,
    interventions,
    acronym,
    home,
  }: {
    studyType: StudyType;
    interventions: ReadonlyArray<Intervention>;
    acronym: string;
    home: Site;
  },
): string => {
  const disease = random.popular(diseaseNames);
  const population = random.popular(populations);
  const topic = random.pick(observedTopics);
  const treatment = interventions.find(({ type }) => type !== "Other")?.name ?? `Follow-up of ${topic}`;
  const named = acronym === "" ? "" : ` (${acronym})`;
  if (studyType === "Expanded Access") {
    return `${treatment} for Patients With ${disease} at ${home.facility} and Elsewhere: Expanded Access`;
  }
  const turns =
    studyType === "Interventional"
      ? [
          `${treatment} for ${population} With ${disease} in ${home.city}${named}`,
          `Trial of ${treatment} in ${population} With ${disease}, ${home.facility}`,
          `Effect of ${treatment} on ${topic} of ${population} With ${disease}${named}`,
          `${treatment} Against ${disease} Among ${population}: The Trial of ${home.city}${named}`,
          `Safety and Efficacy of ${treatment} in ${population} (${disease}), ${home.country}${named}`,
        ]
      : [
          `${topic} of ${population} With ${disease}: ${random.pick(observationKinds)}${named}`,
          `${random.pick(observationKinds)} of ${topic} in ${population} During the ${disease} Pandemic in ${home.city}`,
          `${topic} After ${disease} Among ${population} in ${home.country}${named}`,
          `What Happens to ${topic}? ${population} of ${home.facility} With ${disease}`,
        ];
  return random.pick(turns);
};
