import { pinFinding } from "../pinFinding.ts";
import type { ComposeFile, ComposeService } from "./ComposeFile.ts";

const isLongRunning = (service: ComposeService): boolean => service.restart === "unless-stopped";

const ofService = (
  service: ComposeService,
  hasImageHealthcheck: (target: string) => boolean,
): ReadonlyArray<string> => {
  const limits = service.deploy?.resources?.limits;
  const isChecked =
    service.healthcheck !== undefined || (service.build !== undefined && hasImageHealthcheck(service.build.target));
  const pin = service.build === undefined ? pinFinding(service.image ?? "") : null;
  return [
    ...(pin === null ? [] : [pin]),
    ...(["unless-stopped", "no"].includes(service.restart ?? "") ? [] : ["has no restart policy"]),
    ...(isLongRunning(service) && !isChecked ? ["has no health check"] : []),
    ...(isLongRunning(service) && service.stop_grace_period === undefined ? ["has no time to stop"] : []),
    ...(["cpus", "memory", "pids"] as const)
      .filter((limit) => limits?.[limit] === undefined)
      .map((limit) => `has no limit of ${limit}`),
    ...(service.logging?.options?.["max-size"] === undefined ? ["has logs without bound"] : []),
    ...(service.networks === undefined ? ["is in Compose's default network"] : []),
  ];
};

/**
 * Finds services that would not run unattended: not started again, never found ill, without bounds, on an image that changes by itself.
 * `hasImageHealthcheck` tells of a target of the Dockerfile whether it brings its own health check.
 */
export const operationFindings = (
  file: ComposeFile,
  hasImageHealthcheck: (target: string) => boolean,
): ReadonlyArray<string> =>
  Object.entries(file.services).flatMap(([name, service]) =>
    ofService(service, hasImageHealthcheck).map((finding) => `${name}: ${finding}`),
  );
