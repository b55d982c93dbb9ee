import { databaseRoles } from "@trialflow/schema";
import { Console } from "effect";
import { renderRoles } from "../render/renderRoles.ts";

/** Lists the database roles. */
export const rolesProgram = Console.log(renderRoles(databaseRoles).join("\n"));
