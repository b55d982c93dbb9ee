import type { Facets } from "./RunEvent.ts";

/** Names the program that makes the events, as a package URL. */
export const producer = "pkg:npm/%40trialflow/openlineage";

/** The definition that the events as a whole follow. */
export const runEventSchema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";

/** The facets in use, by their key in an event: version and name of the definition that each follows. */
const definitions = {
  parent: ["1-2-0", "ParentRunFacet"],
  nominalTime: ["1-0-1", "NominalTimeRunFacet"],
  errorMessage: ["1-0-1", "ErrorMessageRunFacet"],
  processing_engine: ["1-1-1", "ProcessingEngineRunFacet"],
  jobType: ["2-0-4", "JobTypeJobFacet"],
  documentation: ["1-1-0", "DocumentationJobFacet"],
  dataSource: ["1-0-1", "DatasourceDatasetFacet"],
  schema: ["1-2-0", "SchemaDatasetFacet"],
  version: ["1-0-1", "DatasetVersionDatasetFacet"],
  datasetType: ["1-0-1", "DatasetTypeDatasetFacet"],
  columnLineage: ["1-2-0", "ColumnLineageDatasetFacet"],
  inputStatistics: ["1-0-0", "InputStatisticsInputDatasetFacet"],
  outputStatistics: ["1-0-2", "OutputStatisticsOutputDatasetFacet"],
  dataQualityAssertions: ["1-1-0", "DataQualityAssertionsDatasetFacet"],
} as const;

/** Builds one facet under its key, to be spread into the others. */
export const facet = (key: keyof typeof definitions, content: Readonly<Record<string, unknown>>): Facets => {
  const [version, name] = definitions[key];
  return {
    [key]: {
      _producer: producer,
      _schemaURL: `https://openlineage.io/spec/facets/${version}/${name}.json#/$defs/${name}`,
      ...content,
    },
  };
};
