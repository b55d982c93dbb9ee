import { defaultSource, readPlans } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { describePlanList, PlanListDocument } from "../../document/PlanListDocument.ts";
import { printDocument } from "../../document/printDocument.ts";
import { printFailure } from "../../document/printFailure.ts";
import { renderPlanList } from "../../render/renderPlanList.ts";
import { demandLimit } from "../demandLimit.ts";
import { findWarehouse } from "../findWarehouse.ts";

/** Prints the plans, the newest first, and how each stands. */
export const listProgram = ({ limit, isJson }: { readonly limit: number; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    yield* demandLimit(limit);
    const found = yield* findWarehouse(readPlans(defaultSource, limit));
    const document = describePlanList(Option.getOrElse(found, () => ({ total: 0, plans: [] })));
    yield* isJson ? printDocument(PlanListDocument, document) : Console.log(renderPlanList(document));
  }).pipe(printFailure(isJson));
