import { appendOnlyTables, type DatabaseRole, databaseRoles, schemaNames } from "@trialflow/schema";

/** The tables that only functions may write, whatever a role may do with the rest of the schema. */
const writtenByFunctionsAlone = "ops.audit_log";
/** The tables whose rows stay as they were written. */
const appendOnly = "ops.releases";
const tableContents = [
  "ops.table_content(text, text[])",
  "ops.table_content(text, text[], text)",
  "ops.table_contents(jsonb)",
];
const appendAudit = "ops.append_audit(text, text, uuid, text, text, text, jsonb, text)";

/** Builds the statements that give each role its rights on all tables, present and future, and nobody else any. */
export const grantStatements = (): ReadonlyArray<string> => [
  ...schemaNames.map((schema) => `revoke all on schema ${schema} from public`),
  ...(databaseRoles as ReadonlyArray<DatabaseRole>).flatMap((role) =>
    schemaNames.flatMap((schema) => {
      const privileges = role.grants[schema]?.join(", ");
      return privileges === undefined
        ? []
        : [
            `grant usage on schema ${schema} to ${role.name}`,
            `grant ${privileges} on all tables in schema ${schema} to ${role.name}`,
            `alter default privileges in schema ${schema} grant ${privileges} on tables to ${role.name}`,
            ...(schema === "ops" ? [`grant execute on function ${tableContents.join(", ")} to ${role.name}`] : []),
            ...(schema === "ops" && privileges.includes("insert")
              ? [
                  `revoke update, delete, truncate on ${appendOnly} from ${role.name}`,
                  `revoke insert, update, delete, truncate on ${writtenByFunctionsAlone} from ${role.name}`,
                  `revoke update, delete, truncate on ${appendOnlyTables.join(", ")} from ${role.name}`,
                  `grant execute on function ${appendAudit} to ${role.name}`,
                ]
              : []),
          ];
    }),
  ),
];
