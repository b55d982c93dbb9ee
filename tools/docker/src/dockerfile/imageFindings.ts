import { instructionsOf, type Stage } from "./parseDockerfile.ts";

const lastOf = (instructions: ReturnType<typeof instructionsOf>, name: string): string | undefined =>
  instructions.findLast((instruction) => instruction.name === name)?.text;

/** Finds what is wrong with a finished image: who it runs as, what it starts, what it brings along. */
export const imageFindings = (stages: ReadonlyArray<Stage>, target: string): ReadonlyArray<string> => {
  const instructions = instructionsOf(stages, target);
  const user = lastOf(instructions, "USER");
  const found = [
    ...(instructions.length === 0 ? ["there is no such stage"] : []),
    ...(user === undefined ? ["runs as root"] : []),
    ...(user !== undefined && !/^[1-9]\d*(:[1-9]\d*)?$/.test(user)
      ? [`USER ${user} is not a number other than 0`]
      : []),
    ...(lastOf(instructions, "ENTRYPOINT") === undefined ? ["starts no program"] : []),
    ...instructions
      .filter(({ name, text }) => name === "RUN" && /\bnpm\b/.test(text))
      .map(({ line }) => `line ${line}: has npm's cache and development packages in its layers`),
  ];
  return found.map((finding) => `${target}: ${finding}`);
};
