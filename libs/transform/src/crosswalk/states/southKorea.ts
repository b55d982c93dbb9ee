import { type State, state, stateAndTown } from "./State.ts";

/** Provinces and metropolitan cities, with the romanisations seen in records. */
export const southKorea: ReadonlyArray<State> = [
  stateAndTown("Busan", "Busan Gwang Yeogsi", "Busan Gwangyeogsi"),
  state("Chungcheongbuk-do", "Chungcheongbugdo", "North Chungcheong"),
  state("Chungcheongnam-do", "Chungcheongnamdo", "South Chungcheong"),
  stateAndTown("Daegu", "Daegu Gwang Yeogsi", "Daegu Gwangyeogsi"),
  stateAndTown("Daejeon", "Daejeon Gwang Yeogsi", "Daejeon Gwangyeogsi"),
  state("Gangwon-do", "Gang'weondo", "Gangwon"),
  stateAndTown("Gwangju", "Gwangju Gwang Yeogsi", "Gwangju Gwangyeogsi"),
  state("Gyeonggi-do", "Gyeonggido", "Gyeonggi", "Guenoggi-do", "Kyonggi-do"),
  state("Gyeongsangbuk-do", "Gyeongsangbugdo", "North Gyeongsang"),
  state("Gyeongsangnam-do", "Gyeongsangnamdo", "South Gyeongsang"),
  stateAndTown("Incheon", "Incheon Gwang Yeogsi", "Incheon Gwangyeogsi"),
  state("Jeju-do", "Jejudo"),
  state("Jeollabuk-do", "Jeonrabugdo", "North Jeolla"),
  state("Jeollanam-do", "Jeonranamdo", "South Jeolla"),
  stateAndTown("Seoul", "Seoul Teugbyeolsi", "Seoul-si"),
  stateAndTown("Ulsan", "Ulsan Gwang Yeogsi", "Ulsan Gwangyeogsi"),
];
