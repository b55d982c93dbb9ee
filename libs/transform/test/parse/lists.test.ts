import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  type ParsedList,
  parseDocuments,
  parseFunders,
  parseInterventions,
  parseNames,
  parseOtherIds,
  parsePhases,
  parseSponsors,
} from "../../src/index.ts";

const values = <T>(list: ParsedList<T>) => list.items.map(({ value }) => value);
const problems = <T>(list: ParsedList<T>) => list.problems.map(({ position, reason }) => [position, reason]);

describe("a list column", () => {
  it("is empty when the cell is", () => expect(parseNames("")).toEqual({ items: [], problems: [] }));

  it("keeps the source's places when an entry is empty", () => {
    const list = parseNames("COVID-19|| |ARDS");
    expect(list.items.map(({ position, value }) => [position, value])).toEqual([
      [1, "COVID-19"],
      [4, "ARDS"],
    ]);
    expect(problems(list)).toEqual([
      [2, "empty_list_entry"],
      [3, "empty_list_entry"],
    ]);
  });

  it("keeps entries as the source wrote them", () => {
    expect(values(parseNames("covid  19 | Pneumonia, Viral"))).toEqual(["covid  19 ", " Pneumonia, Viral"]);
  });

  it("loses nothing at the pipes", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), (parts) => {
        const text = parts.join("|");
        const { items, problems: set } = parseNames(text);
        if (text === "") return;
        const byPosition = new Map<number, string>();
        for (const { position, text: entry } of items) byPosition.set(position, entry);
        for (const { position, found } of set) byPosition.set(position, found);
        const rebuilt = [...byPosition].sort(([a], [b]) => a - b).map(([, entry]) => entry);
        expect(rebuilt.join("|")).toBe(text);
      }),
    );
  });
});

describe("parsePhases", () => {
  test.each([
    ["Phase 2|Phase 3", ["PHASE2", "PHASE3"]],
    ["PHASE2|PHASE3", ["PHASE2", "PHASE3"]],
    ["Phase 1/Phase 2", ["PHASE1", "PHASE2"]],
    ["Not Applicable", ["NA"]],
    ["N/A", ["NA"]],
    ["Early Phase 1", ["EARLY_PHASE1"]],
    ["", []],
  ])("reads %j", (text, phases) => {
    const list = parsePhases(text);
    expect(values(list)).toEqual(phases);
    expect(list.problems).toEqual([]);
  });

  it("sets aside a phase that it does not know and one that stands twice", () => {
    const list = parsePhases("Phase 2|Phase 5|Phase 2");
    expect(values(list)).toEqual(["PHASE2"]);
    expect(problems(list)).toEqual([
      [2, "unknown_phase"],
      [3, "repeated_list_entry"],
    ]);
  });
});

describe("parseFunders", () => {
  it("reads the four classic words", () => {
    expect(values(parseFunders("Other|NIH|U.S. Fed|Industry"))).toEqual(["OTHER", "NIH", "FED", "INDUSTRY"]);
  });

  it("sets aside another word", () => {
    expect(problems(parseFunders("Industry|Charity"))).toEqual([[2, "unknown_agency_class"]]);
  });
});

describe("parseInterventions", () => {
  it("separates at the first colon only", () => {
    expect(values(parseInterventions("Drug: A: B|Biological: Biological/Vaccine: C"))).toEqual([
      { type: "DRUG", name: "A: B" },
      { type: "BIOLOGICAL", name: "Biological/Vaccine: C" },
    ]);
  });

  it("reads the API's types", () => {
    expect(values(parseInterventions("DIETARY_SUPPLEMENT: Zinc"))).toEqual([
      { type: "DIETARY_SUPPLEMENT", name: "Zinc" },
    ]);
  });

  test.each([
    ["Remdesivir", "missing_intervention_type"],
    ["Drug:Remdesivir", "missing_intervention_type"],
    ["Drug:  ", "missing_intervention_type"],
    ["Vaccine: BNT162b2", "unknown_intervention_type"],
    ["drug: Remdesivir", "unknown_intervention_type"],
  ])("keeps %j whole without a type and says why", (text, reason) => {
    const list = parseInterventions(text);
    expect(values(list)).toEqual([{ type: null, name: text }]);
    expect(problems(list)).toEqual([[1, reason]]);
  });
});

describe("parseSponsors", () => {
  it("takes the first for the lead", () => {
    expect(values(parseSponsors("Kermanshah University|Gilead Sciences"))).toEqual([
      { role: "LEAD", name: "Kermanshah University" },
      { role: "COLLABORATOR", name: "Gilead Sciences" },
    ]);
  });

  it("makes no collaborator the lead when the lead is missing", () => {
    expect(values(parseSponsors("|Gilead Sciences"))).toEqual([{ role: "COLLABORATOR", name: "Gilead Sciences" }]);
  });
});

describe("parseOtherIds", () => {
  it("takes the first for the organisation's own", () => {
    expect(values(parseOtherIds("TAC-COVID19|2020-002973-89"))).toEqual([
      { type: "ORG_STUDY_ID", value: "TAC-COVID19" },
      { type: "SECONDARY_ID", value: "2020-002973-89" },
    ]);
  });
});

describe("parseDocuments", () => {
  const url = "https://ClinicalTrials.gov/ProvidedDocs/82/NCT04395482/Prot_SAP_000.pdf";
  const flags = (hasProtocol: boolean, hasSap: boolean, hasIcf: boolean) => ({ hasProtocol, hasSap, hasIcf });

  test.each([
    ["Study Protocol", flags(true, false, false)],
    ["Statistical Analysis Plan", flags(false, true, false)],
    ["Informed Consent Form", flags(false, false, true)],
    ["Study Protocol and Statistical Analysis Plan: version 1.0", flags(true, true, false)],
    ["Study Protocol, Statistical Analysis Plan, and Informed Consent Form", flags(true, true, true)],
  ])("reads %s, quoted or not", (label, contents) => {
    for (const text of [`"${label}", ${url}`, `${label}, ${url}`]) {
      expect(parseDocuments(text)).toEqual({
        items: [{ position: 1, text, value: { label, url, ...contents } }],
        problems: [],
      });
    }
  });

  test.each([
    [
      `"Lay Summary", ${url}`,
      { label: "Lay Summary", url, hasProtocol: false, hasSap: false, hasIcf: false },
      "unknown_document_label",
    ],
    ['"Study Protocol"', { label: "Study Protocol", url: null }, "missing_document_url"],
  ])("keeps %s and says what is wrong", (text, value, reason) => {
    const list = parseDocuments(text);
    expect(values(list)).toMatchObject([value]);
    expect(problems(list)).toEqual([[1, reason]]);
  });

  it("sets aside a text that is no document", () => {
    expect(problems(parseDocuments('"'))).toEqual([[1, "malformed_document"]]);
  });
});
