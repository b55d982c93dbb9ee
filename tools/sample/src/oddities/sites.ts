import { buildSite } from "../build/buildSites.ts";
import { drawDistinct } from "../build/drawDistinct.ts";
import type { Site } from "../Trial.ts";
import { places } from "../vocabulary/places.ts";
import type { Oddity } from "./Oddity.ts";

const unitedStates = "United States";

const at = (name: string, ...sites: ReadonlyArray<Site>): Oddity => ({ name, apply: () => ({ sites }) });

/** Locations that a reader who only splits at commas gets wrong, and very many of them. */
export const siteOddities: ReadonlyArray<Oddity> = [
  {
    name: "hundreds of sites in every country",
    plan: { studyType: "Interventional" },
    apply: (_, random) => {
      const everywhere = places.flatMap(([country, , cities]) =>
        cities.map((city) => buildSite(random, country, city)),
      );
      const american = places[0]?.[2] ?? [];
      const more = drawDistinct(
        200,
        () => buildSite(random, unitedStates, random.pick(american)),
        (site) => JSON.stringify(site),
      );
      const known = new Set(everywhere.map((site) => JSON.stringify(site)));
      return { sites: [...everywhere, ...more.filter((site) => !known.has(JSON.stringify(site)))] };
    },
  },
  {
    name: "repeated site",
    apply: () => {
      const site = { facility: "Velaprasin Trial Site", city: "Tampa", state: "Florida", country: unitedStates };
      return { sites: [site, { ...site, city: "Orlando" }, site, site] };
    },
  },
  at(
    "facility with commas",
    {
      facility: "University of Norhaven, Larkspire Medical Center (East Campus)",
      city: "San Francisco",
      state: "California",
      country: unitedStates,
    },
    { facility: "Robert Q. Sallowfield, MD, FICS, LLC", city: "Helena", state: "Montana", country: unitedStates },
  ),
  at("facility that is an address", {
    facility: "Marlowdale Clinic (Site 907-008), Bldg. A, Suite 2236, 1365 Sample Rd., NE",
    city: "Atlanta",
    state: "Georgia",
    country: unitedStates,
  }),
  at(
    "facility with a trailing comma",
    { facility: "Kedmarim MC,", city: "Hadera", country: "Israel" },
    { facility: "PNRC,", city: "Adelaide", state: "South Australia", country: "Australia" },
    { facility: "Norhaven College,", city: "Phoenix", state: "Arizona", country: unitedStates },
  ),
  at("city with a trailing comma", {
    facility: "QTZ Investigational Site",
    city: "Panorama,",
    country: "South Africa",
  }),
  at(
    "state outside the United States or Canada",
    {
      facility: "School of Movement, Health and Exercise, Ashmerrow",
      city: "Portsmouth",
      state: "Outside The United States Or Canada",
      country: "United Kingdom",
    },
    { facility: "Al Nouridia Street Clinic", city: "Mansoura", state: "Outside U.S./Canada", country: "Egypt" },
  ),
  at(
    "countries with a comma in their name",
    { facility: "Hanseong Byeol Hospital, Department of Medicine", city: "Seoul", country: "Korea, Republic of" },
    { facility: "Sundara Institute", city: "Shiraz", state: "Fars", country: "Iran, Islamic Republic of" },
    { facility: "Obanjiri Hospital", city: "Kinshasa", country: "Congo, The Democratic Republic of the" },
  ),
  at("country named in the facility as well", {
    facility: "Lotus Garden Biology Research Center, Lotus Garden University, Kermanshah, Iran",
    city: "Kermanshah",
    country: "Iran, Islamic Republic of",
  }),
  at(
    "state present and absent in one country",
    { facility: "Elmsgarth General Hospital", city: "Toronto", state: "Ontario", country: "Canada" },
    { facility: "Fernholt Clinic", city: "Toronto", country: "Canada" },
    { facility: "Jinhe Hospital", city: "Wuhan", state: "Hubei", country: "China" },
    { facility: "Jinhe Hospital", city: "Wuhan", country: "China" },
  ),
  at(
    "city named like its country",
    { facility: "Meridia Hospital", city: "Singapore", country: "Singapore" },
    { facility: "Kestrel Point Hospital", city: "Hong Kong", country: "Hong Kong" },
    { facility: "Ospedale Roccaforte", city: "San Marino", country: "San Marino" },
  ),
  at("site of ten parts", {
    facility:
      "Tamarinda Hospital, Dhaka (Site-1), Sundara Medical College, Dhaka (Site-2), Lotus Garden Hospital, Dhaka (Site-3), Marivasa Clinic, Dhaka (Site-4)",
    city: "Dhaka",
    country: "Bangladesh",
  }),
  at("web address in a facility", {
    facility: "WellNest Online App (Virtual Study: https://wellnest.example/covid-study/)",
    city: "New York",
    state: "New York",
    country: unitedStates,
  }),
  at("double quotes in a facility", {
    facility: 'SC Pneumologia Istituto Montevirgo - IRCCS "Fondazione A. Valpiana",',
    city: "Napoli",
    country: "Italy",
  }),
  at("no site"),
];
