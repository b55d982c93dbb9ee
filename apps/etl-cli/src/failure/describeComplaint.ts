import type { CliError, HelpDoc } from "effect/cli";

const isFile = (text: string): boolean => /[./\\*]/.test(text);

/** Where a word stands that is no argument: as the value of a flag it may be what was meant. */
const fileHint = (words: ReadonlyArray<string>, { flags }: HelpDoc.HelpDoc): string => {
  const [first = ""] = words;
  if (!flags.some(({ name }) => name === "file") || !isFile(first)) return "";
  return words.length === 1
    ? `. Files are named by a flag: --file ${first}; a pattern in quotes`
    : `. Files are named by a flag, one flag for each, or by a pattern in quotes, so that the shell leaves it alone: --file "*.csv"`;
};

const subcommandHint = ({ subcommands = [] }: HelpDoc.HelpDoc): string => {
  const names = subcommands.flatMap(({ commands }) => commands.map(({ name }) => name));
  return names.length === 0 ? "" : `. Expected one of: ${names.join(", ")}`;
};

/** Says what is wrong with the arguments of a command and, where it can be guessed, what was meant. */
export const describeComplaint = (error: CliError.CliError, helpDoc: HelpDoc.HelpDoc): string => {
  switch (error._tag) {
    case "UnexpectedArgument":
      return error.message + fileHint(error.arguments, helpDoc);
    case "UnknownSubcommand":
      return error.suggestions.length > 0
        ? error.message
        : error.message + (fileHint([error.subcommand], helpDoc) || subcommandHint(helpDoc));
    default:
      // Every number of this command line is a whole one.
      return error.message.replace(
        "Expected a string representing a finite number",
        "Expected a whole number, for example 3",
      );
  }
};
