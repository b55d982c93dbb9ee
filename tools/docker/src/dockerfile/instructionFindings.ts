import { pinFinding } from "../pinFinding.ts";
import type { Instruction, Stage } from "./parseDockerfile.ts";

const secretName = /(PASSWORD|PASSWD|TOKEN|SECRET|_KEY|DATABASE_URL)\b/i;

const ofRun = (text: string): ReadonlyArray<string> => [
  ...(/\bnpm (install|i|add|update)\b/.test(text) ? ["npm install ignores the lock, expected npm ci"] : []),
  ...(/\bnpm ci\b(?!.*--ignore-scripts)/.test(text) ? ["npm ci runs the install scripts of packages"] : []),
  ...(/\bapt(-get)? install\b(?!.*--no-install-recommends)/.test(text)
    ? ["apt-get installs recommended packages"]
    : []),
  ...(/\bapt(-get)? install\b(?!.*rm -rf \/var\/lib\/apt\/lists)/.test(text)
    ? ["apt-get leaves its package lists"]
    : []),
  ...(/\b(curl|wget)\b.*\|\s*(ba|da)?sh\b/.test(text) ? ["runs what it downloads"] : []),
  ...(/\bsudo\b/.test(text) ? ["uses sudo"] : []),
  ...(/\bchmod\b.*\b777\b/.test(text) ? ["lets everybody write"] : []),
];

const ofInstruction = ({ name, text }: Instruction, earlier: ReadonlyArray<string>): ReadonlyArray<string> => {
  switch (name) {
    case "ADD":
      return ["ADD unpacks and downloads, expected COPY"];
    case "RUN":
      return ofRun(text);
    case "ENV":
    case "ARG":
      return secretName.test(text) ? [`${name} stays readable in the image and names a secret`] : [];
    case "WORKDIR":
      return text.startsWith("/") ? [] : ["WORKDIR is not absolute"];
    case "ENTRYPOINT":
    case "CMD":
      return /^\[.*\]$/.test(text) ? [] : [`${name} runs through a shell, which swallows signals`];
    case "HEALTHCHECK":
      return /CMD \[.*\]$/.test(text) ? [] : ["HEALTHCHECK runs through a shell"];
    case "COPY": {
      const from = /--from=(\S+)/.exec(text)?.[1];
      if (from !== undefined) return earlier.includes(from) ? [] : [`copies from ${from}, which is no earlier stage`];
      return /^(--\S+\s+)*\.\s/.test(text) ? ["copies the whole folder, expected what is needed"] : [];
    }
    default:
      return [];
  }
};

/** Finds instructions that make an image larger, less repeatable or less safe than it has to be. */
export const instructionFindings = (stages: ReadonlyArray<Stage>): ReadonlyArray<string> =>
  stages.flatMap(({ name, base, instructions }, index) => {
    const earlier = stages.slice(0, index).map((stage) => stage.name);
    const pin = earlier.includes(base) ? null : pinFinding(base);
    return [
      ...(pin === null ? [] : [`${name}: ${pin}`]),
      ...instructions.flatMap((instruction) =>
        ofInstruction(instruction, earlier).map((finding) => `${name}, line ${instruction.line}: ${finding}`),
      ),
    ];
  });
