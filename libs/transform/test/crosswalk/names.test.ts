import { describe, expect, it, test } from "vitest";
import { canonicalNameLookup } from "../../src/crosswalk/SpellingGroups.ts";
import { canonicalConditionName, canonicalInterventionName, documentContents, nameKey } from "../../src/index.ts";

describe("canonicalConditionName", () => {
  test.each([
    "COVID-19",
    "covid19",
    "Covid",
    "SARS-CoV 2",
    "sars-cov2",
    "Coronavirus  Disease 2019",
    "2019-nCoV",
    "COVID-19 ",
  ])("brings %j to COVID-19", (name) => expect(canonicalConditionName(name)).toBe("COVID-19"));

  test.each([
    ["Severe Covid-19", "Severe Covid-19"],
    ["SARS-CoV Infection", "SARS-CoV Infection"],
    ["COVID-19 vaccine", "COVID-19 vaccine"],
    ["depression ", "depression"],
    ["Corona Virus Infection", "Coronavirus Infections"],
    ["ARDS", "Acute Respiratory Distress Syndrome"],
    ["Covid19 Pneumonia", "COVID-19 Pneumonia"],
  ])("gives %j as %s", (name, canonical) => expect(canonicalConditionName(name)).toBe(canonical));
});

describe("canonicalInterventionName", () => {
  test.each([
    ["HCQ", "Hydroxychloroquine"],
    ["Hydroxychloroquine Sulfate", "Hydroxychloroquine"],
    ["Hydroxychloroquine Sulfate 200 MG [Plaquenil]", "Hydroxychloroquine Sulfate 200 MG [Plaquenil]"],
    ["lopinavir / ritonavir", "Lopinavir/Ritonavir"],
    ["Remdesivir placebo", "Remdesivir placebo"],
  ])("gives %j as %s", (name, canonical) => expect(canonicalInterventionName(name)).toBe(canonical));
});

describe("nameKey", () => {
  it("ignores case, blanks and composition, and nothing else", () => {
    expect(nameKey(" Café\u00a0 NOIR ")).toBe(nameKey("Cafe\u0301 noir"));
    expect(nameKey("Cafe")).not.toBe(nameKey("Café"));
    expect(nameKey("A-B")).not.toBe(nameKey("A B"));
  });
});

describe("a crosswalk of names", () => {
  it("refuses a spelling in two groups", () => {
    expect(() => canonicalNameLookup("test", { A: ["x"], B: ["X"] })).toThrow('"X" is listed under A and B');
  });
});

describe("documentContents", () => {
  it("reads the label before the subtitle and knows no other label", () => {
    expect(documentContents("Informed Consent Form: Donor Consent")).toEqual({
      hasProtocol: false,
      hasSap: false,
      hasIcf: true,
    });
    expect(documentContents("Informed Consent")).toBeUndefined();
  });
});
