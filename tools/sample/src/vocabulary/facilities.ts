/** How a group of countries names its hospitals; `*` stands for an invented place name. */
export interface FacilityStyle {
  readonly placeNames: ReadonlyArray<string>;
  readonly patterns: ReadonlyArray<string>;
}

const english: FacilityStyle = {
  placeNames: [
    "Norhaven",
    "Ashmerrow",
    "Brackenvale",
    "Calderwick",
    "Dunmarrow",
    "Elmsgarth",
    "Fernholt",
    "Greywether",
    "Larkspire",
    "Marlowdale",
    "Pinecroft Bay",
    "St. Orlwin",
  ],
  patterns: [
    "* General Hospital",
    "* University Hospital",
    "* Medical Center",
    "* Clinic",
    "* Institute of Respiratory Medicine",
    "* Children's Hospital",
    "* Research Group, LLC",
    "University of *",
  ],
};

const french: FacilityStyle = {
  placeNames: [
    "Valmorin",
    "Sainte-Érabline",
    "Montbrisette",
    "Clairvaudran",
    "Bellefontère",
    "Rochandrac",
    "Saint-Évroult-le-Petit",
    "Hautelombe",
  ],
  patterns: ["CHU de *", "Hôpital *", "Clinique *", "Centre Hospitalier *", "Institut * de Santé", "Fondation *"],
};

const spanish: FacilityStyle = {
  placeNames: [
    "Valdemira",
    "San Ceferino",
    "Peñalonga",
    "Torrehermosa",
    "Santa Oración",
    "Montealbín",
    "Río Claro del Sur",
    "Arroyoseco",
  ],
  patterns: [
    "Hospital Universitario *",
    "Hospital General *",
    "Clínica *",
    "Instituto de Investigación *",
    "Fundación *",
    "Centro Médico *",
  ],
};

const portuguese: FacilityStyle = {
  placeNames: ["Serra Formosa", "São Leopardo", "Santa Irália", "Vale das Conchas", "Monte Açafrão", "Boa Ventania"],
  patterns: [
    "Hospital *",
    "Hospital das Clínicas *",
    "Santa Casa *",
    "Fundação *",
    "Universidade Federal *",
    "Instituto *",
  ],
};

const italian: FacilityStyle = {
  placeNames: ["San Marzello", "Castelbruna", "Montevirgo", "Sant'Orsolina", "Valpiana", "Roccaforte sul Lago"],
  patterns: ["Ospedale *", "Azienda Ospedaliera *", "IRCCS *", "Policlinico *", "ASST *", "Istituto *"],
};

const german: FacilityStyle = {
  placeNames: ["Auenfels", "Brunnholz", "Köhlersgrund", "Süderwald", "Mühlenried", "Weißenbrück"],
  patterns: ["Klinikum *", "Universitätsklinikum *", "Krankenhaus *", "Institut * für Lungenforschung", "* Stiftung"],
};

const nordic: FacilityStyle = {
  placeNames: ["Nordmarka", "Søndervang", "Åkerlunda", "Björkdalen", "Fjellhøy", "Østerhav"],
  patterns: ["* Hospital", "* University Hospital", "* Sygehus", "* Forskningscenter"],
};

const slavic: FacilityStyle = {
  placeNames: ["Zelenogora", "Březovany", "Świerkowo", "Novi Jablanac", "Krasnoreka", "Štefanik Dol"],
  patterns: ["University Hospital *", "Clinical Centre *", "City Hospital № 7 *", "Institute of Pulmonology *"],
};

const turkish: FacilityStyle = {
  placeNames: ["Yeşilçınar", "Akıncıova", "Gümüşdere", "Çamlıtepe", "Güneşköy"],
  patterns: ["* University Faculty of Medicine", "* Training and Research Hospital", "* State Hospital"],
};

const international: FacilityStyle = {
  placeNames: [
    "Al Nouridia",
    "Marivasa",
    "Kestrel Point",
    "Sundara",
    "Tamarinda",
    "Obanjiri",
    "Lotus Garden",
    "Meridia",
    "Hanseong Byeol",
    "Jinhe",
  ],
  patterns: [
    "* Hospital",
    "* University Hospital",
    "* Medical College",
    "* Medical City",
    "* Clinical Research Unit",
    "* Institute of Public Health",
  ],
};

const styleOf: Readonly<Record<string, FacilityStyle>> = {
  Australia: english,
  Canada: english,
  Gibraltar: english,
  Ireland: english,
  "New Zealand": english,
  "United Kingdom": english,
  "United States": english,
  Belgium: french,
  France: french,
  "French Guiana": french,
  Guadeloupe: french,
  Luxembourg: french,
  Martinique: french,
  Monaco: french,
  Switzerland: french,
  Argentina: spanish,
  Bolivia: spanish,
  Chile: spanish,
  Colombia: spanish,
  "Costa Rica": spanish,
  "Dominican Republic": spanish,
  Ecuador: spanish,
  Guatemala: spanish,
  Honduras: spanish,
  Mexico: spanish,
  Peru: spanish,
  "Puerto Rico": spanish,
  Spain: spanish,
  Uruguay: spanish,
  Venezuela: spanish,
  Brazil: portuguese,
  Mozambique: portuguese,
  Portugal: portuguese,
  Italy: italian,
  "San Marino": italian,
  Austria: german,
  Germany: german,
  Denmark: nordic,
  Finland: nordic,
  Iceland: nordic,
  Norway: nordic,
  Sweden: nordic,
  Belarus: slavic,
  "Bosnia and Herzegovina": slavic,
  Bulgaria: slavic,
  Croatia: slavic,
  Czechia: slavic,
  "North Macedonia": slavic,
  Poland: slavic,
  "Russian Federation": slavic,
  Serbia: slavic,
  Slovakia: slavic,
  Slovenia: slavic,
  Ukraine: slavic,
  Turkey: turkish,
};

/** Looks up how hospitals of a country are named. */
export const facilityStyle = (country: string): FacilityStyle => styleOf[country] ?? international;
