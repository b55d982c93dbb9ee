/**
 * Lists the country names that the registry writes and the ISO list does not: old ISO 3166 short names of the classic
 * export, the names of the export of today, and countries that exist no more.
 *
 * Seen in real files: those of the first group. The second group are old ISO 3166 names of the same pattern, included so
 * that they resolve when they come (`[?]` in the field guide). Codes of the third group are withdrawn ISO 3166 codes.
 * `Congo` alone is the Republic of the Congo: for the other one the registry writes its long name.
 */
export const registryCountryNames: ReadonlyArray<readonly [name: string, alpha2: string]> = [
  ["Congo", "CG"],
  ["Congo, The Democratic Republic of the", "CD"],
  ["Côte D'Ivoire", "CI"],
  ["Iran, Islamic Republic of", "IR"],
  ["Korea, Republic of", "KR"],
  ["Moldova", "MD"],
  ["Moldova, Republic of", "MD"],
  ["Turkey (Türkiye)", "TR"],

  ["Bolivia, Plurinational State of", "BO"],
  ["Burma", "MM"],
  ["Cabo Verde", "CV"],
  ["Congo, Republic of the", "CG"],
  ["Congo, Democratic Republic of the", "CD"],
  ["Congo, Republic of", "CG"],
  ["East Timor", "TL"],
  ["Federated States of Micronesia", "FM"],
  ["Holy See", "VA"],
  ["Korea, Democratic People's Republic of", "KP"],
  ["Lao People's Democratic Republic", "LA"],
  ["Laos", "LA"],
  ["Libyan Arab Jamahiriya", "LY"],
  ["Macau", "MO"],
  ["Macedonia", "MK"],
  ["Macedonia, The Former Yugoslav Republic of", "MK"],
  ["Micronesia", "FM"],
  ["Palestinian Territories, Occupied", "PS"],
  ["Palestinian Territory, Occupied", "PS"],
  ["Palestinian Territory", "PS"],
  ["Palestine, State of", "PS"],
  ["Réunion", "RE"],
  ["Saint Martin", "MF"],
  ["St. Lucia", "LC"],
  ["Swaziland", "SZ"],
  ["Syria", "SY"],
  ["Taiwan, Province of China", "TW"],
  ["Tanzania, United Republic of", "TZ"],
  ["The Democratic Republic of the Congo", "CD"],
  ["U.S. Virgin Islands", "VI"],
  ["Vatican City", "VA"],
  ["Venezuela, Bolivarian Republic of", "VE"],
  ["Viet Nam", "VN"],
  ["Virgin Islands (U.S.)", "VI"],
  ["Virgin Islands (British)", "VG"],
  ["British Virgin Islands", "VG"],

  ["Former Serbia and Montenegro", "CS"],
  ["Serbia and Montenegro", "CS"],
  ["Former Yugoslavia", "YU"],
  ["Netherlands Antilles", "AN"],
];

/**
 * Gives the stored name of the countries whose ISO list name is unusual in the registry or missing from the list. All
 * others are stored under the ISO list's first name.
 */
export const storedCountryNames: Readonly<Record<string, string>> = {
  AN: "Netherlands Antilles",
  BN: "Brunei",
  CD: "Democratic Republic of the Congo",
  CG: "Republic of the Congo",
  CI: "Côte d'Ivoire",
  CN: "China",
  CS: "Serbia and Montenegro",
  CZ: "Czechia",
  FM: "Micronesia",
  GM: "Gambia",
  IR: "Iran",
  LA: "Laos",
  MD: "Moldova",
  MK: "North Macedonia",
  MO: "Macau",
  PS: "Palestine",
  RE: "Réunion",
  RU: "Russia",
  SY: "Syria",
  TR: "Turkey (Türkiye)",
  TW: "Taiwan",
  TZ: "Tanzania",
  US: "United States",
  VA: "Vatican City",
  YU: "Yugoslavia",
};

/** Lists the countries that share their name with a town of theirs, so that the name before the country may be the town. */
export const countriesNamedLikeTheirTown: ReadonlySet<string> = new Set([
  "DJ",
  "GI",
  "GT",
  "HK",
  "KW",
  "LU",
  "MC",
  "MO",
  "MX",
  "PA",
  "SG",
  "SM",
  "VA",
]);
