/** Tells from the arguments of the process whether the caller wants JSON: before they are parsed, and also when they cannot be. */
export const asksForJson = (args: ReadonlyArray<string>): boolean => {
  const end = args.indexOf("--");
  const flags = end < 0 ? args : args.slice(0, end);
  return flags.some((arg) => /^--json(=(true|yes|on|1|y))?$/.test(arg));
};
