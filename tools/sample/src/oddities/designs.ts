import { maskingText } from "../build/buildDesigns.ts";
import type { Status } from "../Trial.ts";
import type { Oddity } from "./Oddity.ts";

const expandedAccess = (name: string, status: Status, ...expandedAccessTypes: ReadonlyArray<string>): Oddity => ({
  name,
  plan: { studyType: "Expanded Access", status },
  apply: () => ({ expandedAccessTypes }),
});

const enrollment = (name: string, status: Status, participants: number): Oddity => ({
  name,
  plan: { studyType: "Observational", status },
  apply: () => ({ enrollment: participants }),
});

const individual = "Individual Patients";
const intermediate = "Intermediate-size Population";
const treatment = "Treatment IND/Protocol";

/** Peculiar study types, designs, phases and numbers of participants. */
export const designOddities: ReadonlyArray<Oddity> = [
  expandedAccess("expanded access without a type", "Available"),
  expandedAccess("expanded access to a population", "Available", intermediate),
  expandedAccess("expanded access by protocol", "Temporarily not available", treatment),
  expandedAccess("expanded access to persons and a population", "Available", individual, intermediate),
  expandedAccess("expanded access to a population, by protocol", "No longer available", intermediate, treatment),
  expandedAccess("expanded access to persons, by protocol", "Available", individual, treatment),
  {
    name: "interventional without allocation",
    plan: { studyType: "Interventional" },
    apply: ({ designs }) => ({ designs: designs.filter(([key]) => key !== "Allocation") }),
  },
  { name: "observational without any design", plan: { studyType: "Observational" }, apply: () => ({ designs: [] }) },
  { name: "observational without gender", plan: { studyType: "Observational" }, apply: () => ({ sex: "" }) },
  {
    name: "two phases",
    plan: { studyType: "Interventional" },
    apply: () => ({ phases: ["Phase 1", "Phase 2"] }),
  },
  {
    name: "factorial design masked for care providers and assessors",
    plan: { studyType: "Interventional" },
    apply: () => ({
      designs: [
        ["Allocation", "Randomized"],
        ["Intervention Model", "Factorial Assignment"],
        ["Masking", maskingText(["Care Provider", "Outcomes Assessor"])],
        ["Primary Purpose", "Device Feasibility"],
      ],
    }),
  },
  {
    name: "withdrawn with an enrollment of zero",
    plan: { studyType: "Interventional", status: "Withdrawn" },
    apply: () => ({ enrollment: 0 }),
  },
  enrollment("ten million participants", "Recruiting", 10_000_000),
  enrollment("completed with millions of participants", "Completed", 6_540_321),
  enrollment("one single participant", "Completed", 1),
];
