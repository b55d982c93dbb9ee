import { Database } from "@trialflow/database";
import { databaseRoles, schemaNames } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { failed, notApplicable, ok, warning } from "../Diagnosis.ts";
import { expectedGrants, grantText } from "./expectedGrants.ts";

const operation = "doctor.grants";
const told = 5;
const owner = "dataops";

interface FoundRelation extends Record<string, unknown> {
  readonly relation: string;
  readonly owner: string;
  readonly grants: ReadonlyArray<{ readonly role: string; readonly right: string }> | null;
}

const some = (texts: ReadonlyArray<string>): string =>
  texts.length <= told ? texts.join(", ") : `${texts.slice(0, told).join(", ")} and ${texts.length - told} more`;

const schemas = sql.raw(`'{${schemaNames.join(",")}}'::text[]`);
const watched: ReadonlyArray<string> = ["PUBLIC", ...databaseRoles.map(({ name }) => name)];

/** Whether the roles have the rights that they are declared with, no more and no less, and who owns the tables. */
export const grantsCheck: DatabaseCheck = {
  check: "grants",
  expected: `the rights that the matrix of roles and schemas declares (trialflow db roles), and tables that ${owner} owns`,
  examine: (words) =>
    Effect.gen(function* () {
      const database = yield* Database;
      const relations = yield* database.query(operation, (db) =>
        db.execute<FoundRelation>(sql`
          select nspname || '.' || relname as relation, pg_get_userbyid(relowner) as owner,
                 (select json_agg(json_build_object(
                    'role', case when grantee = 0 then 'PUBLIC' else pg_get_userbyid(grantee) end, 'right', privilege_type))
                  from aclexplode(relacl) where grantee <> relowner) as grants
          from pg_class join pg_namespace on pg_namespace.oid = relnamespace
          where nspname = any(${schemas}) and relkind in ('r', 'p', 'v', 'm') order by 1`),
      );
      if (relations.length === 0) return notApplicable(words, "there are no tables yet", "trialflow db migrate");
      const expected = expectedGrants(relations.map(({ relation }) => relation));
      const found = new Set(
        relations.flatMap(({ relation, grants }) =>
          (grants ?? [])
            .filter(({ role }) => watched.includes(role))
            .map(({ role, right }) => grantText(right, relation, role)),
        ),
      );
      const missing = [...expected].filter((grant) => !found.has(grant));
      const extra = [...found].filter((grant) => !expected.has(grant));
      const strange = relations.filter((relation) => relation.owner !== owner).map(({ relation }) => relation);
      if (missing.length > 0) {
        return failed(
          words,
          `missing: ${some(missing)}`,
          `As ${owner}:\n${missing.map((grant) => `grant ${grant};`).join("\n")}`,
        );
      }
      if (strange.length > 0) {
        return failed(
          words,
          `not owned by ${owner}: ${some(strange)}`,
          `As a superuser:\n${strange.map((relation) => `alter table ${relation} owner to ${owner};`).join("\n")}`,
        );
      }
      return extra.length > 0
        ? warning(
            words,
            `more than declared: ${some(extra)}`,
            `If nobody wants that, as ${owner}:\n${extra.map((grant) => `revoke ${grant.replace(/ to (\S+)$/, " from $1")};`).join("\n")}`,
          )
        : ok(words, `${expected.size} rights on ${relations.length} tables and views as declared`);
    }),
};
