import { acceptedValues, range } from "@trialflow/quality";
import { decodeTrial } from "@trialflow/transform";
import { siteVisits } from "./siteVisits.js";
const options = { name: "a", severity: "error", description: "b" };
/** Mistakes that the libraries' declarations must not let pass; a mistake that compiles is an error of the compilation. */
export const refusedByCompiler = {
    // @ts-expect-error: bounds are of the column's type, a number
    bounds: () => range({ ...options, column: siteVisits.participants_count, min: "0" }),
    // @ts-expect-error: values are of the column's type, a text
    values: () => acceptedValues({ ...options, column: siteVisits.outcome, values: [1] }),
    // @ts-expect-error: a severity is error or warn
    severity: () => range({ ...options, severity: "fatal", column: siteVisits.participants_count, min: 0 }),
    // @ts-expect-error: a report has no such property
    report: (report) => report.isFine,
    // @ts-expect-error: a record has all of its cells
    record: () => decodeTrial({ nct_number: "NCT04333550" }, 1),
};
