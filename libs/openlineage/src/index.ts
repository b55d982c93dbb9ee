export { type OpenLineageSettings, readSettings } from "./config.ts";
export { OpenLineageError, OpenLineageErrorReason } from "./errors.ts";
export {
  type Dataset,
  type EventType,
  eventTypes,
  type Facet,
  type Facets,
  type InputDataset,
  type OutputDataset,
  type RunEvent,
} from "./event/RunEvent.ts";
export { layer as openLineageLayer, layerConfig as openLineageLayerConfig } from "./layer.ts";
export { openLineageListener } from "./openLineageListener.ts";
export type { EventTransport } from "./transport/EventTransport.ts";
export { fileTransport } from "./transport/fileTransport.ts";
export { type HttpTransportSettings, httpTransport } from "./transport/httpTransport.ts";
