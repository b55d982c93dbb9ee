import { Database } from "@trialflow/database";
import { formatReport, runSuite } from "@trialflow/quality";
import { Effect, Schema } from "effect";
import { readDate, readTrial } from "./readTrial.js";
import { SiteVisitLine } from "./SiteVisitLine.js";
import { siteVisitSuite } from "./siteVisitSuite.js";
import { createSiteVisits, siteVisits } from "./siteVisits.js";
const trial = readTrial({
    nct_number: "NCT04333550",
    title: "A trial of something",
    status: "Recruiting",
    study_type: "Interventional",
    phases: "Phase 1|Phase 2",
    age: "18 Years and older   (Adult, Older Adult)",
    enrollment: "120",
    start_date: "May 2020",
    completion_date: "February 30, 2021",
});
const checkVisits = Effect.gen(function* () {
    const database = yield* Database;
    const visit = { nct_id: "NCT04333550", visit_date: "2021-03-01", participants_count: 12, outcome: "passed" };
    const body = Effect.gen(function* () {
        yield* database.query("monitoring.create", (db) => db.execute(createSiteVisits));
        yield* database.query("monitoring.insert", (db) => db.insert(siteVisits).values([
            { ...visit, visit_id: 1, report_date: "2021-03-02" },
            { ...visit, visit_id: 2, visit_date: "2021-04-01", report_date: "2021-03-31" },
            { ...visit, visit_id: 3, visit_date: "2021-05-01", nct_id: null, participants_count: -1, outcome: "unknown" },
        ]));
        return yield* runSuite(siteVisitSuite);
    });
    return yield* database.transaction({ operation: "monitoring.checkVisits" }, body);
});
const program = Effect.gen(function* () {
    const line = yield* Schema.decodeUnknownEffect(SiteVisitLine)({
        nctId: "NCT04333550",
        visited: "May 20, 2020",
        eligible: "18 Years to 65 Years   (Adult, Older Adult)",
    });
    const report = yield* checkVisits;
    yield* Effect.sync(() => {
        console.log(JSON.stringify({ trial, line, dates: [readDate("2020-05"), readDate("May 32, 2020")], report }));
        console.error(formatReport(report, { onlyBroken: true }));
    });
});
await Effect.runPromise(program.pipe(Effect.provide(Database.layerConfig)));
