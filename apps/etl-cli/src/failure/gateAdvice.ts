/** The checks that compare with what was there before and miss trials. */
const missesTrials = (checkName: string): boolean => /vanish|half_of_the_last$/.test(checkName);

/** Says what most often lies behind failed checks of a kind; empty where there is no such experience. */
export const gateAdvice = (failedChecks: ReadonlyArray<string>): string =>
  failedChecks.some(missesTrials)
    ? " Too many trials are missing. Most often the download was cut off: fetch the file again; or the file states only some of the trials: load it with --increment."
    : "";
