import { closestNames } from "@trialflow/pipeline";
import { type CheckWords, type Diagnosis, ok, warning } from "../Diagnosis.ts";
import type { DoctorRequest } from "../DoctorRequest.ts";
import { knownVariables } from "./knownVariables.ts";

const prefix = "TRIALFLOW_";
const words: CheckWords = { check: "variables", expected: `only variables ${prefix}* that Trialflow knows` };

const suggestion = (name: string): string => {
  const { close } = closestNames(
    name.slice(prefix.length),
    knownVariables.map((known) => known.slice(prefix.length)),
  );
  return close[0] === undefined ? "" : ` (did you mean ${prefix}${close[0]}?)`;
};

/** Names the variables that look like Trialflow's and that nobody reads: a misspelt one has no effect, and nobody says so. */
export const checkVariables = ({ environment }: DoctorRequest): Diagnosis => {
  const set = Object.keys(environment).filter((name) => name.startsWith(prefix) && (environment[name] ?? "") !== "");
  const unknown = set.filter((name) => !knownVariables.includes(name)).toSorted();
  return unknown.length > 0
    ? warning(
        words,
        `not known: ${unknown.map((name) => `${name}${suggestion(name)}`).join(", ")}`,
        "Correct or unset them: they have no effect. docs/configuration.md has all that there are.",
      )
    : ok(words, `${set.length} set, all known`);
};
