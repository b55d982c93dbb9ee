import { fileURLToPath } from "node:url";

/** Fixes the bundled sample: the options that its file is generated from. */
export const bundledSample = { count: 500, seed: 20_200_831 };

/** Locates the bundled sample's file. */
export const bundledSamplePath = fileURLToPath(
  new URL("../../../data/sample/covid-19-trials-sample.csv", import.meta.url),
);
