import { Flag } from "effect/cli";

/** `--file`, which may be given several times. */
export const fileFlag = Flag.String("file").pipe(
  Flag.withAlias("f"),
  Flag.withMetavar("PATH"),
  Flag.withDescription(
    "A file or a quoted pattern; may be repeated. Without it: the inbox, else Kaggle, else the bundled sample",
  ),
  Flag.atLeast(0),
);
