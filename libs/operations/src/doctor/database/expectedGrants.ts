import {
  appendOnlyTables,
  type DatabaseRole,
  databaseRoles,
  type SchemaName,
  schemaNames,
  type TablePrivilege,
} from "@trialflow/schema";

/** Rows stay as they were written in these. */
const neverChanged: ReadonlyArray<string> = [...appendOnlyTables, "ops.releases"];
/** Functions alone write this one. */
const writtenByFunctions = "ops.audit_log";
/** Auditors follow published values, though the rest of analytics is closed to them. */
const forAuditors = ["trial_lineage", "cell_lineage", "field_sources"].map((name) => `analytics.${name}`);

const schemaOf = (relation: string): SchemaName | undefined =>
  schemaNames.find((name) => relation.startsWith(`${name}.`));

const rightsOf = (role: DatabaseRole, relation: string): ReadonlyArray<TablePrivilege> => {
  const schema = schemaOf(relation);
  const granted = schema === undefined ? [] : (role.grants[schema] ?? []);
  if (role.name === "auditor" && forAuditors.includes(relation)) return ["select"];
  if (!granted.includes("insert")) return granted;
  if (relation === writtenByFunctions) return granted.filter((right) => right === "select");
  return neverChanged.includes(relation)
    ? granted.filter((right) => right !== "update" && right !== "delete")
    : granted;
};

/** One right of one role on one table or view, as `select on ops.runs to auditor`. */
export const grantText = (right: string, relation: string, role: string): string =>
  `${right.toLowerCase()} on ${relation} to ${role}`;

/** Lists the rights that the roles must have on tables and views, by the declared matrix. */
export const expectedGrants = (relations: ReadonlyArray<string>): ReadonlySet<string> =>
  new Set(
    (databaseRoles as ReadonlyArray<DatabaseRole>).flatMap((role) =>
      relations.flatMap((relation) => rightsOf(role, relation).map((right) => grantText(right, relation, role.name))),
    ),
  );
