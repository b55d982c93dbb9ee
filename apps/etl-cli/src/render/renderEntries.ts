import type { AuditLogEntry } from "@trialflow/database";
import type { TableContent } from "@trialflow/schema";
import { formatCount } from "./formatCount.ts";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./renderTable.ts";
import { section } from "./section.ts";

const shorten = (text: string, length: number): string => {
  const line = printable(text);
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
};

/** Renders entries of the audit log, one line each. */
export const renderEntries = (entries: ReadonlyArray<AuditLogEntry>): string =>
  entries.length === 0
    ? "No entry."
    : renderTable(
        [
          { heading: "entry", isRight: true },
          { heading: "when" },
          { heading: "act" },
          { heading: "subject" },
          { heading: "by" },
          { heading: "reason or error" },
        ],
        entries.map(({ entry_id, occurred_at, act, subject, os_user, database_role, reason, details }) => [
          String(entry_id),
          formatMoment(occurred_at),
          act,
          shorten(subject, 60),
          `${os_user} as ${database_role}`,
          shorten(reason ?? (typeof details["error"] === "string" ? details["error"] : ""), 80),
        ]),
      ).join("\n");

/** Renders one entry with all that it says. */
export const renderEntry = (entry: AuditLogEntry): string => {
  const contents = (entry.details["contents"] ?? null) as Readonly<Record<string, TableContent>> | null;
  return [
    ...renderTable(
      [{ heading: "" }, { heading: "" }],
      [
        ["entry", String(entry.entry_id)],
        ["when", entry.occurred_at.toISOString()],
        ["act", entry.act],
        ["subject", printable(entry.subject)],
        ["run", entry.run_id ?? "-"],
        ["login", entry.database_role],
        ["user", printable(entry.os_user)],
        ["program", entry.program_version],
        ["reason", printable(entry.reason ?? "-")],
        ["content hash", entry.content_hash ?? "-"],
        ["previous hash", entry.previous_hash.toString("hex")],
        ["hash", entry.hash.toString("hex")],
      ],
    ),
    ...section(
      "Details",
      Object.entries(entry.details)
        // What each table holds has a section of its own; its rows stand there as well.
        .filter(([key]) => contents === null || (key !== "contents" && key !== "tables"))
        .map(([key, value]) => `${key}: ${printable(JSON.stringify(value))}`),
    ),
    ...section(
      "Tables of analytics afterwards",
      contents === null
        ? []
        : renderTable(
            [{ heading: "table" }, { heading: "rows", isRight: true }, { heading: "SHA-256" }],
            Object.entries(contents).map(([table, { rows, sha256 }]) => [table, formatCount(rows), sha256]),
          ),
    ),
  ].join("\n");
};
