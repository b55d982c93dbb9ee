/** What is said of a run, job or dataset beside its name. */
export interface Facet {
  readonly _producer: string;
  readonly _schemaURL: string;
  readonly [field: string]: unknown;
}

export type Facets = Readonly<Record<string, Facet>>;

/** A file or a table by the name under which all consumers know it. */
export interface Dataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets: Facets;
}

export interface InputDataset extends Dataset {
  readonly inputFacets?: Facets;
}

export interface OutputDataset extends Dataset {
  readonly outputFacets?: Facets;
}

export const eventTypes = ["START", "RUNNING", "COMPLETE", "FAIL", "ABORT"] as const;
export type EventType = (typeof eventTypes)[number];

/**
 * Tells of one transition of one run.
 *
 * Source   OpenLineage 2-0-2, `OpenLineage.json#/$defs/RunEvent`
 */
export interface RunEvent {
  readonly eventType: EventType;
  /** ISO 8601 in UTC. */
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly run: { readonly runId: string; readonly facets: Facets };
  readonly job: { readonly namespace: string; readonly name: string; readonly facets: Facets };
  readonly inputs: ReadonlyArray<InputDataset>;
  readonly outputs: ReadonlyArray<OutputDataset>;
}
