/** The schemas that the roles have rights on. */
export const schemaNames = ["raw", "staging", "analytics", "ops"] as const;
/** The schema where the schedulers' queue keeps the work that waits: tables that it makes itself. */
export const engineSchema = "engine";
export type SchemaName = (typeof schemaNames)[number];

export type TablePrivilege = "select" | "insert" | "update" | "delete";

/** A role that Trialflow's migrator creates and what it may do with the tables of each schema. */
export interface DatabaseRole {
  readonly name: string;
  readonly purpose: string;
  /** A login role has no password until an administrator sets one. */
  readonly canLogin: boolean;
  readonly memberOf: ReadonlyArray<string>;
  readonly grants: { readonly [S in SchemaName]?: ReadonlyArray<TablePrivilege> };
}

const read: ReadonlyArray<TablePrivilege> = ["select"];
const readInsert: ReadonlyArray<TablePrivilege> = ["select", "insert"];
const readInsertUpdate: ReadonlyArray<TablePrivilege> = ["select", "insert", "update"];
const write: ReadonlyArray<TablePrivilege> = ["select", "insert", "update", "delete"];

/**
 * The database roles and their rights, in the order in which they can be created.
 *
 * `dataops` owns the schemas. Nobody but the owner may delete from `ops`, and the audit log refuses even the owner.
 */
export const databaseRoles = [
  { name: "dataops", purpose: "owns and migrates the schemas", canLogin: false, memberOf: [], grants: {} },
  {
    name: "trialflow_loader",
    purpose: "loads raw and writes the ledger",
    canLogin: false,
    memberOf: [],
    grants: { raw: readInsert, ops: readInsertUpdate },
  },
  {
    name: "trialflow_transformer",
    purpose: "decodes, checks and publishes",
    canLogin: false,
    memberOf: [],
    grants: { raw: read, staging: write, analytics: write, ops: readInsertUpdate },
  },
  { name: "analytics", purpose: "reads published data", canLogin: false, memberOf: [], grants: { analytics: read } },
  { name: "auditor", purpose: "reads evidence", canLogin: false, memberOf: [], grants: { ops: read, raw: read } },
  {
    name: "etl",
    purpose: "the program's login",
    canLogin: true,
    memberOf: ["dataops", "trialflow_loader", "trialflow_transformer", "analytics", "auditor"],
    grants: {},
  },
  { name: "analyst", purpose: "an analyst's or BI tool's login", canLogin: true, memberOf: ["analytics"], grants: {} },
] as const satisfies ReadonlyArray<DatabaseRole>;

export type DatabaseRoleName = (typeof databaseRoles)[number]["name"];

/** The tables of evidence whose rows a role may add and never change, whatever it may do with the rest of the schema. */
export const appendOnlyTables = ["ops.reject_outcomes", "ops.plans"] as const;
