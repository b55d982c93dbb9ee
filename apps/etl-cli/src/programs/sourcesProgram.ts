import { describeSources, Sources } from "@trialflow/extract";
import { defaultSource, readStatus } from "@trialflow/pipeline";
import { Console, Effect, Exit, Option } from "effect";
import { describeLoad } from "../document/describeStatus.ts";
import { failureEntry } from "../document/failureEntry.ts";
import { printDocument } from "../document/printDocument.ts";
import { SourcesDocument } from "../document/SourcesDocument.ts";
import { renderSources } from "../render/renderSources.ts";
import { findWarehouse } from "./findWarehouse.ts";

/** A warehouse that cannot be asked is no reason not to tell about the sources. */
const published = findWarehouse(readStatus(defaultSource)).pipe(
  Effect.map(Option.flatMapNullishOr(({ published }) => published)),
  Effect.catch((error) =>
    Effect.as(Effect.logWarning(`The warehouse cannot be asked what is published: ${error.message}`), Option.none()),
  ),
);

const read: Effect.Effect<SourcesDocument, unknown> = Effect.gen(function* () {
  const report = yield* describeSources;
  const load = Option.map(yield* published, describeLoad);
  return { status: "ready" as const, ...report, published: Option.getOrNull(load) };
}).pipe(Effect.provide(Sources.layerConfig));

const documentOf = (exit: Exit.Exit<SourcesDocument, unknown>): SourcesDocument => {
  if (Exit.isSuccess(exit)) return exit.value;
  const error = failureEntry(exit.cause);
  const status = error.tag === "Interrupted" ? "interrupted" : "failed";
  return { status, next: null, inbox: null, kaggle: null, sample: null, published: null, error };
};

/** Prints what each source would give, and what is published. */
export const sourcesProgram = ({ isJson }: { readonly isJson: boolean }) =>
  read.pipe(
    Effect.onExit((exit) => (isJson ? printDocument(SourcesDocument, documentOf(exit)) : Effect.void)),
    Effect.flatMap((document) => (isJson ? Effect.void : Console.log(renderSources(document)))),
  );
