import { Console, Effect } from "effect";
import { CliOutput, TerminalCapabilities } from "effect/cli";

/**
 * Prints help to standard output and complaints about arguments to standard error: what is wrong, how the command is used,
 * where to read more. Standard output stays free for results.
 */
export const presenter: CliOutput.Presenter = {
  present: Effect.fnUntraced(function* (event) {
    const { canColor } = yield* TerminalCapabilities.TerminalCapabilities;
    const formatter = CliOutput.defaultFormatter({ colors: canColor, globalFlags: "summary" });
    switch (event._tag) {
      case "Help":
        return yield* Console.log(formatter.formatHelpDoc(event.helpDoc));
      case "Version":
        return yield* Console.log(formatter.formatVersion(event.name, event.version));
      case "InvalidInvocation": {
        const { commandPath, errors, helpDoc } = event;
        const complaints = errors.map((error) => `error: ${formatter.formatCliError(error)}`);
        const usage = [`  usage: ${helpDoc.usage}`, `  more:  ${commandPath.join(" ")} --help`];
        return yield* Console.error([...complaints, "", ...usage].join("\n"));
      }
    }
  }),
};
