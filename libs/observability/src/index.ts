export { type LogFormat, logFormats, logLayer } from "./logLayer.ts";
export { tracingLayer } from "./tracingLayer.ts";
