import { expect, test } from "vitest";
import type { RunEvent } from "../src/index.ts";
import { problemsIn } from "./support/specification.ts";

const definition = "https://openlineage.io/spec/facets/1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet";

const event = (change: Readonly<Record<string, unknown>> = {}, schema: object = {}): RunEvent =>
  ({
    eventType: "COMPLETE",
    eventTime: "2026-02-03T03:00:00.000Z",
    producer: "pkg:npm/example",
    schemaURL: "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
    run: { runId: "6f1c2a34-9c1d-4b7e-8a55-0d2e4f6a8b1c", facets: {} },
    job: { namespace: "a", name: "b", facets: {} },
    inputs: [],
    outputs: [
      {
        namespace: "a",
        name: "b",
        facets: {
          schema: { _producer: "pkg:npm/example", _schemaURL: definition, fields: [{ name: "id" }], ...schema },
        },
      },
    ],
    ...change,
  }) as RunEvent;

test("an event as the specification wants it has no problem", () => {
  expect(problemsIn(event())).toEqual([]);
});

test.each([
  ["no type of the specification", { eventType: "DONE" }],
  ["a day in place of a moment", { eventTime: "2026-02-03" }],
  ["no producer", { producer: undefined }],
  ["a producer that is no URI", { producer: "Trialflow" }],
  ["a run without a UUID", { run: { runId: "7", facets: {} } }],
  ["a job without a name", { job: { namespace: "a", facets: {} } }],
  ["an input without a namespace", { inputs: [{ name: "a", facets: {} }] }],
  ["a facet without its definition", { inputs: [{ namespace: "a", name: "a", inputFacets: { inputStatistics: {} } }] }],
])("an event with %s is found", (_, change) => {
  expect(problemsIn(event(change)).length).toBeGreaterThan(0);
});

test.each([
  ["a field that the specification does not name", { feilds: [] }],
  ["a column without a name", { fields: [{ type: "text" }] }],
  ["a misspelled field of a column", { fields: [{ name: "id", ordinalPosition: 1 }] }],
  ["a number in place of a text", { fields: [{ name: 1 }] }],
  ["the definition of another facet", { _schemaURL: definition.replaceAll("Schema", "Documentation") }],
])("a facet with %s is found", (_, change) => {
  expect(problemsIn(event({}, change)).length).toBeGreaterThan(0);
});
