import { homedir } from "node:os";
import { join } from "node:path";

/** Locates the folder of the user's own caches in which results stay from one benchmark to the next. */
export const cacheFolder = (env: NodeJS.ProcessEnv): string => {
  const base = env["XDG_CACHE_HOME"];
  return join(base === undefined || base === "" ? join(homedir(), ".cache") : base, "trialflow-bench");
};
