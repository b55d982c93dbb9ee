import { type CheckWords, type Diagnosis, failed, ok } from "../Diagnosis.ts";
import type { DoctorRequest } from "../DoctorRequest.ts";

const [oldestMajor, oldestMinor] = [22, 19];
const words: CheckWords = { check: "program", expected: `Node ${oldestMajor}.${oldestMinor} or newer` };

/** Which versions run here. */
export const checkProgram = ({ programVersion, nodeVersion }: DoctorRequest): Diagnosis => {
  const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
  const found = `Trialflow ${programVersion} on Node ${nodeVersion}`;
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor)
    ? failed(words, found, "Run it with the Node that npm installed with it (npx trialflow), or install a newer one.")
    : ok(words, found);
};
