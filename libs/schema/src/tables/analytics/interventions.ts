import { index, text, uuid } from "drizzle-orm/pg-core";
import { InterventionType } from "../../vocabulary/index.ts";
import { isOneOf } from "../columnTypes.ts";
import { analytics } from "../schemas.ts";

/** Lists interventions, after the crosswalk. Grain: one row per name without regard to case. The id is derived from the name and never changes. */
export const interventions = analytics.table(
  "interventions",
  {
    intervention_id: uuid().primaryKey(),
    intervention_type: text({ enum: InterventionType.values }),
    name: text().notNull(),
  },
  (table) => [
    index("interventions_name_index").using("hash", table.name),
    isOneOf("intervention_type_is_known", table.intervention_type, InterventionType.values),
  ],
);
