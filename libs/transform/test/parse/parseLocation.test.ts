import { describe, expect, it, test } from "vitest";
import { parseLocation, parseLocations } from "../../src/index.ts";

const place = (text: string) => {
  const { facility, city, state, country, countryCode } = parseLocation(text).value ?? {};
  return [facility, city, state, country, countryCode];
};

describe("parseLocation", () => {
  test.each([
    ["Hopital Foch, Suresnes, France", ["Hopital Foch", "Suresnes", null, "France", "FR"]],
    [
      "Asan Medical Center, Songpa-gu, Seoul, Korea, Republic of",
      ["Asan Medical Center", "Songpa-gu", "Seoul", "South Korea", "KR"],
    ],
    ["Masih Hospital, Tehran, Iran, Islamic Republic of", ["Masih Hospital", "Tehran", null, "Iran", "IR"]],
    [
      "CMK, Kinshasa, Congo, The Democratic Republic of the",
      ["CMK", "Kinshasa", null, "Democratic Republic of the Congo", "CD"],
    ],
    ["CHU, Brazzaville, Congo", ["CHU", "Brazzaville", null, "Republic of the Congo", "CG"]],
    ["ANRS, Abidjan, Côte D'Ivoire", ["ANRS", "Abidjan", null, "Côte d'Ivoire", "CI"]],
    ["Ege, İzmir, Turkey (Türkiye)", ["Ege", "İzmir", null, "Turkey (Türkiye)", "TR"]],
    ["Paris, France", [null, "Paris", null, "France", "FR"]],
    ["France", [null, null, null, "France", "FR"]],
  ])("reads %s", (text, expected) => expect(place(text)).toEqual(expected));

  it("leaves the commas of the facility to the facility", () => {
    expect(
      place(
        "University of California, San Francisco Medical Center (Parnassus Campus), San Francisco, California, United States",
      ),
    ).toEqual([
      "University of California, San Francisco Medical Center (Parnassus Campus)",
      "San Francisco",
      "California",
      "United States",
      "US",
    ]);
  });

  test.each([
    ["Hillel Yaffe MC,, Hadera, Israel", ["Hillel Yaffe MC", "Hadera"]],
    ["Germans Trias i Pujol, Badalona,, Spain", ["Germans Trias i Pujol", "Badalona"]],
  ])("passes over the empty segment of %s", (text, [facility, city]) => {
    expect(place(text).slice(0, 2)).toEqual([facility, city]);
  });

  test.each([
    ["Channa Jayasena, London, Outside The United States Or Canada, United Kingdom", "London"],
    ["Hadassah, Jerusalem, Please Select:, Israel", "Jerusalem"],
    ["Hospital Universitario Austral, Presidente Derqui, Buenos Aires, Argentina, Argentina", "Presidente Derqui"],
    ["AO San Paolo, Milan, IT, Italy", "Milan"],
    ["Guy's Hospital, London, UK, United Kingdom", "London"],
    ["Guy's Hospital, London, London, City Of, United Kingdom", "London"],
  ])("passes over what stands in the place of a state in %s", (text, city) => expect(place(text)[1]).toBe(city));

  test.each([
    ["Hospital Nove de Julho, São Paulo, SP, Brazil", "São Paulo", "São Paulo"],
    ["Dux Medicina, Jundiaí, Sao Paulo, Brazil", "Jundiaí", "São Paulo"],
    ["Changhai Hospital, Shanghai, Shanghai, China", "Shanghai", "Shanghai"],
    ["CHU de Quebec, Québec, Quebec, Canada", "Québec", "Quebec"],
    ["Keio University Hospital, Shinjuku-ku, Tokyo, Japan", "Shinjuku-ku", "Tokyo"],
    ["Humanitas Research Hospital, Rozzano, Milan, Italy", "Rozzano", "Milano"],
    ["Hospital Infanta Elena, Valdemoro, Madrid, Spain", "Valdemoro", "Madrid"],
    ["Site 1, New York, New York, United States", "New York", "New York"],
  ])("reads town and state in %s", (text, city, state) => expect(place(text).slice(1, 3)).toEqual([city, state]));

  test.each([
    ["Clinical Hospital of the School of Medicine, University of Sao Paulo, Sao Paulo, Brazil", "Sao Paulo"],
    ["Beijing Friendship Hospital, Capital Medical University, Beijing, China", "Beijing"],
    ["Internal Medicine, Hospital Bethel Berlin in Lichterfelde, Berlin, Germany", "Berlin"],
    ["Clinica Nuestra, Madrid, Spain", "Madrid"],
    ["Avenida Paulista, 1230, Sao Paulo, Brazil", "Sao Paulo"],
    ["St. Anna Children's Hospital, Vienna, Austria, Vienna, Austria", "Vienna"],
  ])("takes the name for the town where no town stands before it in %s", (text, city) => {
    expect(place(text).slice(1, 3)).toEqual([city, null]);
  });

  test.each(["Somewhere, Atlantis", "Pfizer Investigational Site", ", ", "Seoul, Republic of"])(
    "keeps %j with its text alone because the country is unknown",
    (text) => {
      expect(parseLocation(text)).toMatchObject({
        value: { facility: null, city: null, state: null, country: null, countryCode: null, rawText: text },
        problem: { reason: "unknown_country", found: text },
      });
    },
  );
});

describe("parseLocations", () => {
  it("keeps both rows of a site that stands twice", () => {
    const { items } = parseLocations("Hopital Foch, Suresnes, France|Hopital Foch, Suresnes, France");
    expect(items.map(({ position }) => position)).toEqual([1, 2]);
  });
});
