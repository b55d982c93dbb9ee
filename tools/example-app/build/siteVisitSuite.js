import { acceptedValues, columnOrder, notNull, pattern, range, rowCount, suite, unique } from "@trialflow/quality";
import { siteVisits } from "./siteVisits.js";
/** What the monitoring team promises about its visits. */
export const siteVisitSuite = suite({
    name: "site_visits",
    version: "1.0.0",
    checks: [
        rowCount({ name: "visits_exist", severity: "error", description: "There are visits.", table: siteVisits, min: 1 }),
        notNull({
            name: "trial_is_named",
            severity: "error",
            description: "Every visit belongs to a trial.",
            column: siteVisits.nct_id,
        }),
        pattern({
            name: "trial_is_registered",
            severity: "error",
            description: "A trial is named by its NCT number.",
            column: siteVisits.nct_id,
            regex: "^NCT[0-9]{8}$",
        }),
        range({
            name: "participants_are_plausible",
            severity: "error",
            description: "A site has 0 to 10,000 participants.",
            column: siteVisits.participants_count,
            min: 0,
            max: 10_000,
        }),
        columnOrder({
            name: "report_follows_visit",
            severity: "error",
            description: "A report is not written before the visit.",
            lower: siteVisits.visit_date,
            upper: siteVisits.report_date,
        }),
        acceptedValues({
            name: "outcome_is_known",
            severity: "warn",
            description: "The outcome is one that the team agreed on.",
            column: siteVisits.outcome,
            values: ["passed", "findings", "failed"],
        }),
        unique({
            name: "one_visit_a_day",
            severity: "warn",
            description: "A trial's site is visited once a day.",
            columns: [siteVisits.nct_id, siteVisits.visit_date],
        }),
    ],
});
