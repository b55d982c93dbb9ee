import { type State, state } from "./State.ts";

/** Poland's voivodeships in Polish, without diacritics and in English. */
export const poland: ReadonlyArray<State> = [
  state("Dolnośląskie", "Lower Silesia", "Lower Silezia", "Lower Silesian"),
  state("Kujawsko-Pomorskie", "Kuyavian-Pomeranian"),
  state("Lubelskie"),
  state("Lubuskie"),
  state("Łódzkie", "Lodzkie"),
  state("Małopolskie", "Malopolskie", "Małopolska", "Malopolska", "Lesser Poland"),
  state("Mazowieckie", "Masovian", "Mazovia", "Masovia"),
  state("Opolskie"),
  state("Podkarpackie"),
  state("Podlaskie"),
  state("Pomorskie", "Pomerania", "Pomeranian"),
  state("Śląskie", "Silesia", "Silesian"),
  state("Świętokrzyskie"),
  state("Warmińsko-Mazurskie"),
  state("Wielkopolskie", "Greater Poland", "Wielkopolska"),
  state("Zachodniopomorskie", "West Pomerania", "West Pomeranian"),
];
