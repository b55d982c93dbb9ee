import { Console, Effect } from "effect";
import { CliOutput } from "effect/cli";

/**
 * Prints help to standard output and complaints about arguments to standard error: what is wrong, how the command is used,
 * where to read more. Standard output stays free for results.
 */
export const presenter: CliOutput.Presenter = {
  present: Effect.fnUntraced(function* (event) {
    if (event._tag !== "InvalidInvocation") return yield* CliOutput.defaultPresenter.present(event);
    const { commandPath, errors, helpDoc } = event;
    const complaints = errors.map((error) => `error: ${error.message}`);
    const usage = [`  usage: ${helpDoc.usage}`, `  more:  ${commandPath.join(" ")} --help`];
    yield* Console.error([...complaints, "", ...usage].join("\n"));
  }),
};
