import { describeUnknownName } from "./describeUnknownName.ts";
import { traceFields } from "./traceFields.ts";

/** Says that there is no such field; a column of the source is told which field it fills. */
export const describeUnknownField = (typed: string, names: ReadonlyArray<string>): string => {
  const wanted = typed.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
  const filled = names.includes(wanted)
    ? undefined
    : traceFields.find(({ name, sources }) => names.includes(name) && sources.some((source) => source === wanted))
        ?.name;
  return describeUnknownName({
    kind: "field",
    typed,
    names,
    ...(filled === undefined ? {} : { hint: `It is a column of the source, which fills ${filled}.`, meant: filled }),
  });
};
