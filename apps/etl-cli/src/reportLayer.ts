import { logLayer } from "@trialflow/observability";
import { ConfigProvider, Layer } from "effect";

/** Warnings and errors only, unless TRIALFLOW_LOG_LEVEL says otherwise: what goes well is told by the progress display. */
const quietByDefault = ConfigProvider.layerAdd(ConfigProvider.fromUnknown({ TRIALFLOW_LOG_LEVEL: "Warn" }));

/** Log lines of the command, on standard error. */
export const reportLayer = logLayer("plain").pipe(Layer.provide(quietByDefault));
