import { defaultSource, readStatus } from "@trialflow/pipeline";
import { Console, Effect, Exit, Option } from "effect";
import { describeStatus, emptyStatus } from "../document/describeStatus.ts";
import { failureEntry } from "../document/failureEntry.ts";
import { printDocument } from "../document/printDocument.ts";
import { StatusDocument } from "../document/StatusDocument.ts";
import { renderStatus } from "../render/renderStatus.ts";
import { findWarehouse } from "./findWarehouse.ts";
import { readWhereabouts } from "./readWhereabouts.ts";

const read = findWarehouse(Effect.all([readStatus(defaultSource), readWhereabouts]));

const documentOf = (exit: Exit.Exit<Effect.Success<typeof read>, unknown>): StatusDocument => {
  if (Exit.isSuccess(exit))
    return Option.match(exit.value, { onNone: () => emptyStatus, onSome: ([status]) => describeStatus(status) });
  const error = failureEntry(exit.cause);
  return { ...emptyStatus, status: error.tag === "Interrupted" ? "interrupted" : "failed", error };
};

/** Prints where the warehouse stands. Writes nothing, and starts no new database to find it empty. */
export const statusProgram = ({ isJson }: { readonly isJson: boolean }) =>
  read.pipe(
    Effect.onExit((exit) => (isJson ? printDocument(StatusDocument, documentOf(exit)) : Effect.void)),
    Effect.flatMap((found) => {
      if (isJson) return Effect.void;
      const whereabouts = Option.map(found, ([, where]) => where);
      return Console.log(renderStatus(documentOf(Exit.succeed(found)), Option.getOrNull(whereabouts)));
    }),
  );
