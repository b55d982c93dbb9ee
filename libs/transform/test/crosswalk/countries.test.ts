import { describe, expect, it, test } from "vitest";
import { findCountry } from "../../src/index.ts";

describe("findCountry", () => {
  test.each([
    ["United States", "US", "United States"],
    ["Korea, Republic of", "KR", "South Korea"],
    ["South Korea", "KR", "South Korea"],
    ["Korea, Democratic People's Republic of", "KP", "North Korea"],
    ["Iran, Islamic Republic of", "IR", "Iran"],
    ["Congo, The Democratic Republic of the", "CD", "Democratic Republic of the Congo"],
    ["Congo", "CG", "Republic of the Congo"],
    ["Côte D'Ivoire", "CI", "Côte d'Ivoire"],
    ["Côte d’Ivoire", "CI", "Côte d'Ivoire"],
    ["Cote d'Ivoire", "CI", "Côte d'Ivoire"],
    ["Turkey", "TR", "Turkey (Türkiye)"],
    ["Turkey (Türkiye)", "TR", "Turkey (Türkiye)"],
    ["Russian Federation", "RU", "Russia"],
    ["Palestinian Territories, occupied", "PS", "Palestine"],
    ["Macedonia, The Former Yugoslav Republic of", "MK", "North Macedonia"],
    ["Former Serbia and Montenegro", "CS", "Serbia and Montenegro"],
    ["Hong Kong", "HK", "Hong Kong"],
    ["Puerto Rico", "PR", "Puerto Rico"],
    ["Viet Nam", "VN", "Vietnam"],
    ["Kosovo", "XK", "Kosovo"],
    ["united  states", "US", "United States"],
  ])("knows %s", (text, code, name) => expect(findCountry(text)).toEqual({ code, name }));

  test.each([
    "",
    "Republic of",
    "Islamic Republic of",
    "The Democratic Republic of the",
    "Korea",
    "Atlantis",
    "California",
  ])("does not know %j", (text) => expect(findCountry(text)).toBeUndefined());

  it("stores one name per code, whatever the spelling", () => {
    expect(findCountry("United States of America")).toBe(findCountry("United States of America"));
    expect(findCountry("USA")?.name).toBe(findCountry("United States of America")?.name);
  });
});
