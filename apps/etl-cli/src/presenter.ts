import { Console, Effect } from "effect";
import { CliOutput, type HelpDoc, TerminalCapabilities } from "effect/cli";
import { failureDocument } from "./document/printFailure.ts";
import { describeComplaint } from "./failure/describeComplaint.ts";
import { printable } from "./render/printable.ts";

/** Arguments come from anywhere: what steers a terminal is shown, line by line. */
const withEscapes = (text: string): string => text.split("\n").map(printable).join("\n");

/** Names the flags that a command demands; one that has flags of its own does something without a subcommand, too. */
const withUsage = (doc: HelpDoc.HelpDoc): HelpDoc.HelpDoc => {
  if (doc.flags.length === 0) return doc;
  const demanded = doc.flags.filter(({ required }) => required).map(({ name, type }) => `--${name} ${type} `);
  const usage = doc.usage.replace("<subcommand>", "[subcommand]").replace("[flags]", `${demanded.join("")}[flags]`);
  return { ...doc, usage };
};

/**
 * Prints help to standard output and complaints about arguments to standard error: what is wrong, how the command is used,
 * where to read more. Standard output stays free for results; who asked for JSON gets the complaint there as a document.
 */
export const presenter = ({ isJson }: { readonly isJson: boolean }): CliOutput.Presenter => ({
  present: Effect.fnUntraced(function* (event) {
    const { canColor } = yield* TerminalCapabilities.TerminalCapabilities;
    const formatter = CliOutput.defaultFormatter({ colors: canColor, globalFlags: "summary" });
    switch (event._tag) {
      case "Help":
        return yield* Console.log(
          formatter.formatHelpDoc(withUsage(event.helpDoc)).replace(/([^\n])\nEXAMPLES\n/, "$1\n\nEXAMPLES\n"),
        );
      case "Version":
        return yield* Console.log(formatter.formatVersion(event.name, event.version));
      case "InvalidInvocation": {
        const { commandPath, errors, helpDoc } = event;
        const complaints = errors.map((error) => describeComplaint(error, helpDoc));
        const [example] = helpDoc.examples ?? [];
        if (isJson) {
          const reason = errors[0]?._tag ?? null;
          yield* Console.log(failureDocument({ tag: "UsageError", reason, message: complaints.join("\n") }));
        }
        return yield* Console.error(
          [
            ...complaints.map((text) => `error: ${withEscapes(text)}`),
            "",
            `  usage:   ${withUsage(helpDoc).usage}`,
            ...(example === undefined ? [] : [`  example: ${example.command}`]),
            `  more:    ${commandPath.join(" ")} --help`,
          ].join("\n"),
        );
      }
    }
  }),
});
