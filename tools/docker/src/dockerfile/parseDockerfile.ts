/** One instruction, continuation lines joined. */
export interface Instruction {
  readonly line: number;
  /** In capitals. */
  readonly name: string;
  readonly text: string;
}

/** One `FROM` and what follows it. */
export interface Stage {
  readonly name: string;
  /** An image, or the name of an earlier stage. */
  readonly base: string;
  readonly instructions: ReadonlyArray<Instruction>;
}

const joinLines = (text: string): ReadonlyArray<Instruction> => {
  const instructions: Array<Instruction> = [];
  let open: { line: number; text: string } | null = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    // A comment or an empty line inside an instruction does not end it.
    if (/^\s*(#|$)/.test(line)) continue;
    const start: { line: number; text: string } = open ?? { line: index + 1, text: "" };
    const isContinued = /\\\s*$/.test(line);
    const joined = `${start.text} ${line.replace(/\\\s*$/, "").trim()}`.trim();
    open = isContinued ? { line: start.line, text: joined } : null;
    if (open !== null) continue;
    const [, name = "", rest = ""] = /^(\S+)\s*(.*)$/s.exec(joined) ?? [];
    instructions.push({ line: start.line, name: name.toUpperCase(), text: rest });
  }
  return instructions;
};

/**
 * Parses a Dockerfile into its stages.
 *
 * Not read: here-documents and the escape directive.
 * Source   Dockerfile reference, "Format"
 */
export const parseDockerfile = (text: string): ReadonlyArray<Stage> => {
  const stages: Array<{ name: string; base: string; instructions: Array<Instruction> }> = [];
  for (const instruction of joinLines(text)) {
    if (instruction.name === "FROM") {
      const [, base = "", name] = /^(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?$/i.exec(instruction.text) ?? [];
      stages.push({ name: name ?? String(stages.length), base, instructions: [] });
    } else {
      stages.at(-1)?.instructions.push(instruction);
    }
  }
  return stages;
};

/** Lists the instructions that make up an image: those of its stage and of the stages it is built on, the first one first. */
export const instructionsOf = (stages: ReadonlyArray<Stage>, target: string): ReadonlyArray<Instruction> => {
  const stage = stages.find(({ name }) => name === target);
  return stage === undefined ? [] : [...instructionsOf(stages, stage.base), ...stage.instructions];
};
