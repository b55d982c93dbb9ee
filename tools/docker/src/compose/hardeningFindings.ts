import type { ComposeFile, ComposeService } from "./ComposeFile.ts";

const isRoot = (user: string): boolean => /^(root|0)(:|$)/.test(user) || /:(root|0)$/.test(user);

const ofService = (service: ComposeService): ReadonlyArray<string> => [
  ...(service.user === undefined || isRoot(service.user) ? ["runs as root"] : []),
  ...(service.read_only === true ? [] : ["root file system can be written"]),
  ...(service.cap_drop?.includes("ALL") === true ? [] : ["capabilities are not dropped"]),
  ...(service.cap_add === undefined ? [] : [`adds the capabilities ${service.cap_add.join(", ")}`]),
  ...(service.privileged === true ? ["is privileged"] : []),
  ...(service.security_opt?.includes("no-new-privileges:true") === true ? [] : ["may gain privileges"]),
  ...(service.volumes ?? [])
    .filter((mount) => mount.includes("docker.sock"))
    .map((mount) => `can control Docker by ${mount}`),
  ...(service.volumes ?? [])
    .filter((mount) => mount.startsWith("./docker/") && !mount.endsWith(":ro"))
    .map((mount) => `can write its own configuration ${mount}`),
  ...(service.ports ?? []).map((port) => `publishes the port ${port}`),
];

/** Finds services that could do more than their work needs. */
export const hardeningFindings = (file: ComposeFile): ReadonlyArray<string> =>
  Object.entries(file.services).flatMap(([name, service]) =>
    ofService(service).map((finding) => `${name}: ${finding}`),
  );
