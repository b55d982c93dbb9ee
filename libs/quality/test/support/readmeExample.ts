import { formatReport, notNull, relationship, runSuite, suite } from "@trialflow/quality";
import { Effect } from "effect";
import { authors, books } from "./library.ts";

// biome-ignore format: the lines of the README
const librarySuite = suite({
  name: "library",
  version: "1.0.0",
  checks: [
    notNull({ name: "title_is_filled", severity: "error", description: "Every book has a title.", column: books.title }),
    relationship({ name: "author_is_known", severity: "warn", description: "Every author is listed.", column: books.authorId, references: authors.author_id }),
  ],
});
const program = Effect.map(runSuite(librarySuite), (report) => formatReport(report));

export { program };
