import { existsSync } from "node:fs";
import { join } from "node:path";
import { bundledSamplePath } from "@trialflow/sample";
import { repositoryRoot } from "../repositoryRoot.ts";

const kaggleFile = join(repositoryRoot, "../shared/data/kaggle/COVID clinical trials.csv");

/** Finds the file to measure when nobody names one: Kaggle's, if it lies beside the repository, else the bundled sample. */
export const findFile = (): string => (existsSync(kaggleFile) ? kaggleFile : bundledSamplePath);
