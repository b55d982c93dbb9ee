import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Facets, RunEvent } from "../../src/index.ts";

const documents = JSON.parse(readFileSync(new URL("../specification/specification.json", import.meta.url), "utf8"));

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
addFormats.default(ajv);
ajv.addSchema(documents);

const definition = (url: string): ValidateFunction => {
  const validate = ajv.getSchema(url);
  if (validate === undefined) throw new Error(`the specification has no definition ${url}`);
  return validate;
};

const problemsOf = (url: string, value: unknown, place: string): ReadonlyArray<string> => {
  const validate = definition(url);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${place}${instancePath} ${message} ${JSON.stringify(params)}`,
      );
};

/** The names of facets in an event, and of their definitions: the former as in the official clients. */
const facetNames: Readonly<Record<string, string>> = {
  parent: "ParentRunFacet",
  nominalTime: "NominalTimeRunFacet",
  errorMessage: "ErrorMessageRunFacet",
  processing_engine: "ProcessingEngineRunFacet",
  jobType: "JobTypeJobFacet",
  documentation: "DocumentationJobFacet",
  dataSource: "DatasourceDatasetFacet",
  schema: "SchemaDatasetFacet",
  version: "DatasetVersionDatasetFacet",
  datasetType: "DatasetTypeDatasetFacet",
  columnLineage: "ColumnLineageDatasetFacet",
  inputStatistics: "InputStatisticsInputDatasetFacet",
  outputStatistics: "OutputStatisticsOutputDatasetFacet",
  dataQualityAssertions: "DataQualityAssertionsDatasetFacet",
};

const facetProblems = (facets: Facets | undefined, place: string): ReadonlyArray<string> =>
  Object.entries(facets ?? {}).flatMap(([key, facet]) => {
    const { _schemaURL: url } = facet;
    if (!url?.endsWith(`#/$defs/${facetNames[key]}`)) return [`${place}/${key} follows ${url}`];
    return problemsOf(url, facet, `${place}/${key}`);
  });

/** What in an event is not as OpenLineage wants it: the event by its schema, each facet by the one that it names. */
export const problemsIn = (event: RunEvent): ReadonlyArray<string> => [
  ...problemsOf(event.schemaURL, event, ""),
  ...facetProblems(event.run.facets, "/run/facets"),
  ...facetProblems(event.job.facets, "/job/facets"),
  ...event.inputs.flatMap((dataset, index) => [
    ...facetProblems(dataset.facets, `/inputs/${index}/facets`),
    ...facetProblems(dataset.inputFacets, `/inputs/${index}/inputFacets`),
  ]),
  ...event.outputs.flatMap((dataset, index) => [
    ...facetProblems(dataset.facets, `/outputs/${index}/facets`),
    ...facetProblems(dataset.outputFacets, `/outputs/${index}/outputFacets`),
  ]),
];
