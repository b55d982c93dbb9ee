import { createHash } from "node:crypto";
import * as schema from "@trialflow/schema";
import { expect, it } from "vitest";
import {
  countriesNamedLikeTheirTown,
  registryCountryNames,
  storedCountryNames,
} from "../src/crosswalk/countryNames.ts";
import { institutionWords } from "../src/crosswalk/institutionWords.ts";
import { noState, statesByCountry } from "../src/crosswalk/statesByCountry.ts";
import { conditionNames, interventionNames, RULE_VERSION } from "../src/index.ts";

/** What the reviewed lists were when a rule version came out. A version that is out never changes. */
const released: Readonly<Record<string, string>> = {
  "1.0.0": "54182d2d75cd20ee39547250244bc1717f5b0bbc529e4612595587a493d9038a",
};

it("has a new rule version when a vocabulary or a crosswalk changes, so that staging decodes again", () => {
  const vocabularies = Object.values(schema).flatMap((value) =>
    typeof value === "object" && value !== null && "fromSpelling" in value
      ? [[(value as unknown as schema.Vocabulary).name, (value as unknown as schema.Vocabulary).entries]]
      : [],
  );
  expect(vocabularies.length).toBeGreaterThan(15);
  const lists = JSON.stringify([
    vocabularies.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    conditionNames,
    interventionNames,
    registryCountryNames,
    storedCountryNames,
    [...countriesNamedLikeTheirTown],
    statesByCountry,
    noState,
    [...institutionWords],
  ]);
  const digest = createHash("sha256").update(lists).digest("hex");
  expect(digest, `raise RULE_VERSION and the changed list's version, then release ${digest}`).toBe(
    released[RULE_VERSION],
  );
});
