import { Context } from "effect";

/** The process's standard error, as far as a progress display needs it. */
export interface StandardErrorShape {
  /** Whether a line can be redrawn in place. */
  readonly isTerminal: boolean;
  readonly hasColors: boolean;
  /** Width in cells, read anew each time: a window may be resized. */
  readonly columns: () => number;
  readonly write: (text: string) => void;
}

/** Standard error; a border: the only place that looks at the stream itself. */
export const StandardError = Context.Reference<StandardErrorShape>("@trialflow/etl-cli/StandardError", {
  defaultValue: () => {
    const { stderr, env } = process;
    return {
      isTerminal: stderr.isTTY === true && env["TERM"] !== "dumb",
      // Node looks at NO_COLOR, FORCE_COLOR and TERM.
      hasColors: stderr.isTTY === true && stderr.hasColors(),
      columns: () => stderr.columns || 80,
      write: (text) => void stderr.write(text),
    };
  },
});
