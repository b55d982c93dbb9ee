import type { TrialPlan } from "../build/buildTrial.ts";
import type { Random } from "../createRandom.ts";
import type { Trial } from "../Trial.ts";

/** A peculiarity that real exports show and that a reader of them must survive, laid over an ordinary invented trial. */
export interface Oddity {
  /** Says what is odd, in a few words; unique, unless two trials must share it. */
  readonly name: string;
  /** Names the kind of trial that the oddity occurs on; any kind when absent. */
  readonly plan?: TrialPlan;
  /** Gives the facts that differ from the ordinary trial. */
  readonly apply: (trial: Trial, random: Random) => Partial<Trial>;
}
