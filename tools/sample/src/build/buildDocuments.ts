import type { Random } from "../createRandom.ts";
import type { StudyDocument } from "../Trial.ts";
import { documentKinds } from "../vocabulary/designs.ts";

/** Builds the documents of a trial: mostly none, sometimes one to three of different kinds. */
export const buildDocuments = (random: Random): ReadonlyArray<StudyDocument> => {
  const count = random.weighted([
    [0, 975],
    [1, 18],
    [2, 5],
    [3, 2],
  ]);
  const first = random.integer(0, documentKinds.length - 1);
  return Array.from({ length: count }, (_, position) => {
    const [label, stem] = documentKinds[(first + position) % documentKinds.length] ?? ["Study Protocol", "Prot"];
    return { label, file: `${stem}_00${position}.pdf` };
  });
};
