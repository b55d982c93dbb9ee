import { argentina } from "./states/argentina.ts";
import { australia } from "./states/australia.ts";
import { austria } from "./states/austria.ts";
import { belgium } from "./states/belgium.ts";
import { bosniaAndHerzegovina } from "./states/bosniaAndHerzegovina.ts";
import { brazil } from "./states/brazil.ts";
import { canada } from "./states/canada.ts";
import { chile } from "./states/chile.ts";
import { china } from "./states/china.ts";
import { colombia } from "./states/colombia.ts";
import { croatia } from "./states/croatia.ts";
import { czechia } from "./states/czechia.ts";
import { denmark } from "./states/denmark.ts";
import { ecuador } from "./states/ecuador.ts";
import { egypt } from "./states/egypt.ts";
import { finland } from "./states/finland.ts";
import { france } from "./states/france.ts";
import { germany } from "./states/germany.ts";
import { ghana } from "./states/ghana.ts";
import { greece } from "./states/greece.ts";
import { hungary } from "./states/hungary.ts";
import { india } from "./states/india.ts";
import { indonesia } from "./states/indonesia.ts";
import { iran } from "./states/iran.ts";
import { ireland } from "./states/ireland.ts";
import { israel } from "./states/israel.ts";
import { italy } from "./states/italy.ts";
import { japan } from "./states/japan.ts";
import { malaysia } from "./states/malaysia.ts";
import { mexico } from "./states/mexico.ts";
import { netherlands } from "./states/netherlands.ts";
import { newZealand } from "./states/newZealand.ts";
import { nigeria } from "./states/nigeria.ts";
import { norway } from "./states/norway.ts";
import { pakistan } from "./states/pakistan.ts";
import { philippines } from "./states/philippines.ts";
import { poland } from "./states/poland.ts";
import { portugal } from "./states/portugal.ts";
import { romania } from "./states/romania.ts";
import { russianFederation } from "./states/russianFederation.ts";
import type { State } from "./states/State.ts";
import { saudiArabia } from "./states/saudiArabia.ts";
import { serbia } from "./states/serbia.ts";
import { southAfrica } from "./states/southAfrica.ts";
import { southKorea } from "./states/southKorea.ts";
import { spain } from "./states/spain.ts";
import { sweden } from "./states/sweden.ts";
import { switzerland } from "./states/switzerland.ts";
import { turkey } from "./states/turkey.ts";
import { ukraine } from "./states/ukraine.ts";
import { unitedKingdom } from "./states/unitedKingdom.ts";
import { unitedStates } from "./states/unitedStates.ts";

/** The version of the state crosswalk. Raise it when a state or a spelling is added, moved or removed. */
export const STATE_CROSSWALK_VERSION = "1.0.0";

/** Lists the states of the countries for which the registry's locations name one, by ISO 3166-1 alpha-2 code. */
export const statesByCountry: Readonly<Record<string, ReadonlyArray<State>>> = {
  AR: argentina,
  AT: austria,
  AU: australia,
  BA: bosniaAndHerzegovina,
  BE: belgium,
  BR: brazil,
  CA: canada,
  CH: switzerland,
  CL: chile,
  CN: china,
  CO: colombia,
  CZ: czechia,
  DE: germany,
  DK: denmark,
  EC: ecuador,
  EG: egypt,
  ES: spain,
  FI: finland,
  FR: france,
  GB: unitedKingdom,
  GH: ghana,
  GR: greece,
  HR: croatia,
  HU: hungary,
  ID: indonesia,
  IE: ireland,
  IL: israel,
  IN: india,
  IR: iran,
  IT: italy,
  JP: japan,
  KR: southKorea,
  MX: mexico,
  MY: malaysia,
  NG: nigeria,
  NL: netherlands,
  NO: norway,
  NZ: newZealand,
  PH: philippines,
  PK: pakistan,
  PL: poland,
  PT: portugal,
  RO: romania,
  RS: serbia,
  RU: russianFederation,
  SA: saudiArabia,
  SE: sweden,
  TR: turkey,
  UA: ukraine,
  US: unitedStates,
  ZA: southAfrica,
};

/**
 * Lists the texts that stand in the place of a state and name none: leftovers of forms, and the second half of `London,
 * City of`, whose first half is read as the state.
 */
export const noState: ReadonlyArray<string> = [
  "City of",
  "Non-US",
  "Non-US/Non-Canadian",
  "Outside The United States Or Canada",
  "Outside U.S./Canada",
  "Outside US/Canada",
  "Please Select",
  "Please Select:",
  "Please Select...",
  "Select A State Or Province",
  "Unlisted (UL)",
];
