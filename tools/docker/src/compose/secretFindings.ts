import type { ComposeFile } from "./ComposeFile.ts";

const secretName = /(PASSWORD|PASSWD|TOKEN|SECRET|_KEY|DATABASE_URL|USERNAME)$/;
const urlWithPassword = /\w+:\/\/[^\s:/@]+:[^\s@]+@/;

const stringsOf = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [];
};

const ofVariable = (name: string, value: string | null): ReadonlyArray<string> => {
  if (secretName.test(name)) return [`${name} is in the environment, expected ${name}_FILE`];
  // Grafana's variables have two underscores before FILE.
  if (!name.endsWith("_FILE") || !secretName.test(name.replace(/_?_FILE$/, ""))) return [];
  return value?.startsWith("/run/secrets/") === true ? [] : [`${name} is not a file of /run/secrets`];
};

/** Finds secrets that stand in the file, come through the environment, or are read from where version control would keep them. */
export const secretFindings = (file: ComposeFile): ReadonlyArray<string> => [
  ...Object.entries(file.services).flatMap(([service, { environment, secrets }]) =>
    Object.entries(environment ?? {}).flatMap(([name, value]) => [
      ...ofVariable(name, value).map((finding) => `${service}: ${finding}`),
      ...(value?.startsWith("/run/secrets/") === true && secrets?.includes(value.slice("/run/secrets/".length)) !== true
        ? [`${service}: ${name} names ${value}, which the service is not given`]
        : []),
    ]),
  ),
  ...Object.entries(file.secrets ?? {})
    .filter(([name, secret]) => secret.file !== `./docker/secrets/${name}`)
    .map(([name]) => `secret ${name} is not the file docker/secrets/${name}`),
  ...stringsOf(file)
    .filter((text) => urlWithPassword.test(text))
    .map(() => "a URL holds a password"),
];
