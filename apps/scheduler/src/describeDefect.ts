/**
 * Describes a mistake in the program for a log line: the innermost error and where it was thrown.
 *
 * Innermost only, because the error that Drizzle puts around the driver's shows the parameters of the statement.
 */
export const describeDefect = (
  defect: unknown,
): { readonly message: string; readonly stack: ReadonlyArray<string> } => {
  if (!(defect instanceof Error)) return { message: "something that is not an error was thrown", stack: [] };
  if (defect.cause instanceof Error) return describeDefect(defect.cause);
  const frames = (defect.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { message: `${defect.name}: ${defect.message}`, stack: frames.map((frame) => frame.trim()) };
};
