import { Flag } from "effect/cli";

/** `--json`: one document on standard output in place of text. */
export const jsonFlag = Flag.Boolean("json").pipe(
  Flag.withDescription("Print exactly one JSON document to standard output, also after a failure"),
  Flag.withDefault(false),
);
