import { describe, expect, it, test } from "vitest";
import { placeKey } from "../../src/crosswalk/spellingKey.ts";
import { noState, statesByCountry } from "../../src/crosswalk/statesByCountry.ts";
import { findState } from "../../src/index.ts";

describe("findState", () => {
  test.each([
    ["US", "District of Columbia", "District of Columbia", false],
    ["CA", "Québec", "Quebec", true],
    ["BR", "SP", "São Paulo", false],
    ["BR", "Sao Paulo", "São Paulo", true],
    ["MX", "Cdmx", "Ciudad de México", false],
    ["AU", "New South Wales", "New South Wales", false],
    ["CN", "Hubei", "Hubei", false],
    ["DE", "Nordrhein Westfalen", "Nordrhein-Westfalen", false],
    ["FR", "Hauts De Seine", "Hauts-de-Seine", false],
  ])("knows %s %s", (country, text, name, isAlsoTown) => {
    expect(findState(country, text)).toEqual({ name, isAlsoTown });
  });

  it("knows a state in its own country only", () => {
    expect(findState("US", "New South Wales")).toBeUndefined();
    expect(findState("XX", "California")).toBeUndefined();
  });

  it("has the fifty states and the federal district", () => expect(statesByCountry.US).toHaveLength(51));

  test.each(Object.entries(statesByCountry))("gives each spelling of %s to one state", (_, states) => {
    const owners = new Map<string, string>();
    for (const { name, spellings, townSpellings } of states) {
      for (const spelling of [...spellings, ...townSpellings]) {
        const owner = owners.get(placeKey(spelling));
        expect(owner === undefined || owner === name, `${spelling}: ${owner} or ${name}`).toBe(true);
        owners.set(placeKey(spelling), name);
      }
    }
    for (const text of noState) expect(owners.has(placeKey(text))).toBe(false);
  });
});
