/**
 * Generates what the deployment of docker-compose.yml keeps secret, in docker/secrets, and prints none of it.
 *
 *   npx node tools/docker/generateSecrets.ts [--only PART] [--force] [--host NAME] [--sslmode MODE] [--folder FOLDER]
 *
 * It needs Node.js alone, no installed package, so that it also runs on a server where nothing but Docker is set up.
 */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { decideOwnership, readContainerUser, readEnvFile, rememberContainerUser } from "./src/secrets/containerUser.ts";
import { createSecrets } from "./src/secrets/createSecrets.ts";
import { parseSecretsOptions, type SecretsOptions } from "./src/secrets/parseSecretsOptions.ts";
import { SecretsError } from "./src/secrets/SecretsError.ts";
import { writeSecrets } from "./src/secrets/writeSecrets.ts";

const usage = `npx node tools/docker/generateSecrets.ts [options]

Writes docker/secrets: passwords of the superuser (postgres), the program (etl) and the analysts (analyst), the program's
connection URL, the server's certificate with its key, and the password of Grafana's admin (grafana). Each file has mode 0600.
Existing files are left alone.

  --only PART      only this part, may be repeated: postgres, etl (password and URL), analyst, url, tls,
                   grafana
  --force          replace files that exist
  --host NAME      one more host name or IP address for the certificate, may be repeated
  --sslmode MODE   in the connection URL: verify-full (default), verify-ca, require, prefer, disable
  --folder FOLDER  where to write instead of docker/secrets
  --dotenv FILE    where TRIALFLOW_UID and TRIALFLOW_GID are kept instead of .env
`;

const root = fileURLToPath(new URL("../../", import.meta.url));
const shown = (path: string): string => relative(process.cwd(), path) || ".";

const readEtlPassword = (folder: string): string => {
  const file = join(folder, "etl_password");
  try {
    return readFileSync(file, "utf8").replaceAll(/[\r\n]/g, "");
  } catch {
    throw new SecretsError(1, `${shown(file)} cannot be read: it is needed for database_url. Add --only etl.`);
  }
};

const currentUser = () => {
  const uid = process.getuid?.();
  const gid = process.getgid?.();
  return uid === undefined || gid === undefined ? null : { uid, gid };
};

const generate = ({ force, folder, envFile, parts, sslMode, hosts }: SecretsOptions): void => {
  const { files, certificateNotAfter } = createSecrets({
    parts,
    sslMode,
    hosts,
    now: new Date(),
    readEtlPassword: () => readEtlPassword(folder),
  });
  const { giveTo, remember } = decideOwnership(currentUser(), readContainerUser(readEnvFile(envFile)));
  writeSecrets(files, { folder, force, owner: giveTo });
  console.log(`Written to ${shown(folder)}: ${[...files.keys()].join(", ")}.`);
  if (certificateNotAfter !== null) {
    console.log(
      `The certificate is for ${hosts.join(", ")} and good until ${certificateNotAfter.toISOString().slice(0, 10)}.`,
    );
  }
  if (giveTo !== null) console.log(`The files belong to ${giveTo.uid}:${giveTo.gid}, the user of the containers.`);
  if (remember !== null) {
    rememberContainerUser(envFile, remember);
    console.log(`The containers will run as you, ${remember.uid}:${remember.gid}: added to ${shown(envFile)}.`);
  }
};

try {
  const options = parseSecretsOptions(process.argv.slice(2), {
    folder: join(root, "docker/secrets"),
    envFile: join(root, ".env"),
  });
  if (options.help) console.log(usage);
  else generate(options);
} catch (error) {
  if (!(error instanceof SecretsError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
