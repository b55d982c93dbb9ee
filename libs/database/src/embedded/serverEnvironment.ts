/** What a server program needs of the caller's environment; Windows programs do not start without theirs. */
const inherited = ["PATH", "TMPDIR", "SystemRoot", "SystemDrive", "TEMP", "TMP", "COMSPEC", "windir"];

/**
 * Builds the environment of the server: a few names of the caller's, so that no secret and no `PG*` or `LD_*` setting goes into a process
 * that outlives the command, and the plain locale, so that its messages are in English.
 */
export const serverEnvironment = (
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> => {
  const kept = inherited.flatMap((name): ReadonlyArray<readonly [string, string]> => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC" };
};
