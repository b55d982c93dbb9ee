export { type LogFormat, logFormats, logLayer } from "./logLayer.ts";
