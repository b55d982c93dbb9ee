import type { ComposeFile, ComposeService } from "./ComposeFile.ts";

// Exhaustive by its type: a key that ComposeService has and this list lacks does not compile.
const serviceKeys: Readonly<Record<keyof ComposeService, true>> = {
  image: true,
  build: true,
  command: true,
  user: true,
  read_only: true,
  init: true,
  privileged: true,
  cap_drop: true,
  cap_add: true,
  security_opt: true,
  environment: true,
  secrets: true,
  volumes: true,
  tmpfs: true,
  ports: true,
  networks: true,
  depends_on: true,
  profiles: true,
  healthcheck: true,
  restart: true,
  stop_grace_period: true,
  shm_size: true,
  logging: true,
  deploy: true,
};
const fileKeys = ["name", "services", "networks", "volumes", "secrets"];

const isNamedVolume = (mount: string): boolean => /^[A-Za-z0-9]/.test(mount);

const undeclared = (
  kind: "network" | "secret" | "volume",
  used: ReadonlyArray<string>,
  declared: object | undefined,
): ReadonlyArray<string> => {
  const names = Object.keys(declared ?? {});
  return [
    ...used.filter((name) => !names.includes(name)).map((name) => `${kind} ${name} is used and not declared`),
    ...names.filter((name) => !used.includes(name)).map((name) => `${kind} ${name} is declared and not used`),
  ];
};

/** Finds keys that no service has (a misspelt `read_only` would silently do nothing) and names that are used without being declared, or the other way round. */
export const shapeFindings = (file: ComposeFile): ReadonlyArray<string> => {
  const services = Object.entries(file.services);
  const used = (of: (service: ComposeService) => ReadonlyArray<string> | undefined) =>
    services.flatMap(([, service]) => of(service) ?? []);
  const volumes = used((service) => service.volumes?.filter(isNamedVolume).map((mount) => mount.split(":")[0] ?? ""));
  return [
    ...Object.keys(file)
      .filter((key) => !fileKeys.includes(key) && !key.startsWith("x-"))
      .map((key) => `unknown key ${key}`),
    ...services.flatMap(([name, service]) => [
      ...Object.keys(service)
        .filter((key) => !(key in serviceKeys))
        .map((key) => `${name}: unknown key ${key}`),
      ...Object.keys(service.depends_on ?? {})
        .filter((other) => !(other in file.services))
        .map((other) => `${name}: depends on ${other}, which is no service`),
    ]),
    ...undeclared(
      "network",
      used((service) => service.networks),
      file.networks,
    ),
    ...undeclared(
      "secret",
      used((service) => service.secrets),
      file.secrets,
    ),
    ...undeclared("volume", volumes, file.volumes),
  ];
};
