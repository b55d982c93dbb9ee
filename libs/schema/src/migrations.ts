/** The folder of the SQL migrations, next to `src/` and `dist/` alike. */
export const migrationsFolder = new URL("../migrations/", import.meta.url);
