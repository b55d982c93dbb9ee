import { readText } from "../text/readText.ts";

interface NxConfiguration {
  readonly targetDefaults: { readonly build: { readonly options: { readonly commands: ReadonlyArray<string> } } };
}

/** Reads the commands that build a project, as `nx build` runs them in the project's folder. */
export const buildCommands = (): ReadonlyArray<string> =>
  (JSON.parse(readText("nx.json")) as NxConfiguration).targetDefaults.build.options.commands;
