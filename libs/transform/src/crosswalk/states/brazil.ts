import { type State, state, stateAndTown } from "./State.ts";

/** The states and the federal district, with their two-letter codes. */
export const brazil: ReadonlyArray<State> = [
  state("Acre", "AC"),
  state("Alagoas", "AL"),
  state("Amapá", "AP"),
  state("Amazonas", "AM"),
  state("Bahia", "BA"),
  state("Ceará", "CE"),
  state("Distrito Federal", "DF"),
  state("Espírito Santo", "ES", "Esoírito Santo"),
  state("Goiás", "GO"),
  state("Maranhão", "MA"),
  state("Mato Grosso", "MT"),
  state("Mato Grosso do Sul", "MS"),
  state("Minas Gerais", "MG", "Minas Agerais"),
  state("Pará", "PA"),
  state("Paraíba", "PB"),
  state("Paraná", "PR"),
  state("Pernambuco", "PE"),
  state("Piauí", "PI"),

  stateAndTown("Rio de Janeiro", "RJ"),
  state("Rio Grande do Norte", "RN"),
  state("Rio Grande do Sul", "RS"),
  state("Rondônia", "RO"),
  state("Roraima", "RR"),
  state("Santa Catarina", "SC"),

  stateAndTown("São Paulo", "SP", "Aão Paulo"),
  state("Sergipe", "SE"),
  state("Tocantins", "TO"),
];
