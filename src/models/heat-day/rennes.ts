import type { Bilingual } from '../../kernel/index.ts'
import type { WeatherDay } from './day.ts'
import { type HeatWave, heatWaveDay } from './heat-wave.ts'
import type { DayPlace } from './place.ts'
import { westernTurbidity } from './turbidity.ts'

const house: Bilingual = {
  fr: 'City Orchestra : aucune mesure publiée n’a été trouvée ;',
  en: 'City Orchestra: no published measure was found;',
}
const assumed = (fr: string, en: string) =>
  ({ origin: 'assumed', source: { fr: `${house.fr} ${fr}`, en: `${house.en} ${en}` }, date: '2026-11' }) as const

/** What is known of 18 July 2022 at Rennes-Saint-Jacques (Météo-France station 35281001, 48.07° N, 1.73° W), and what is taken for the rest. */
export const rennes20220718: HeatWave = {
  day: '2022-07-18',
  title: {
    fr: 'Journée de canicule : Rennes-Saint-Jacques, 18 juillet 2022',
    en: 'Heat-wave day: Rennes-Saint-Jacques, 18 July 2022',
  },
  facts: {
    highest: {
      name: { fr: 'Température la plus haute', en: 'Highest temperature' },
      value: 40.5,
      unit: 'Cel',
      origin: 'measured',
      source: {
        fr: 'Record de la station de Météo-France ; Météo Bretagne, cité par France Bleu le 18 juillet 2022',
        en: 'Record of the Météo-France station; Météo Bretagne, quoted by France Bleu on 18 July 2022',
      },
      date: '2022-07-18',
    },
    lowest: {
      name: { fr: 'Température la plus basse', en: 'Lowest temperature' },
      value: 20,
      unit: 'Cel',
      ...assumed(
        'une nuit tropicale, sous le record de 22,2 °C de cette station (Météo-France, 31 juillet 2020).',
        'a tropical night, below the record of 22.2 °C of this station (Météo-France, 31 July 2020).',
      ),
    },
    vapour: {
      name: { fr: 'Pression de vapeur', en: 'Vapour pressure' },
      value: 14,
      unit: 'hPa',
      ...assumed(
        'un point de rosée de 12 °C, soit 60 % d’humidité à l’aube et 18 % au plus chaud.',
        'a dew point of 12 °C: 60 % of humidity at dawn and 18 % at the hottest.',
      ),
    },
    wind: {
      name: { fr: 'Vent à 10 m', en: 'Wind at 10 m' },
      value: 3,
      unit: 'm/s',
      ...assumed('une brise légère.', 'a light breeze.'),
    },
    pressure: {
      name: { fr: 'Pression', en: 'Pressure' },
      value: 1013,
      unit: 'hPa',
      ...assumed('l’atmosphère type.', 'the standard atmosphere.'),
    },
    turbidity: {
      name: { fr: 'Trouble de Linke', en: 'Linke turbidity' },
      value: westernTurbidity[6],
      unit: '1',
      origin: 'assumed',
      source: {
        fr: 'Moyenne de juillet à Rennes, carte mondiale de Remund et al. (2003), SoDa',
        en: 'July mean at Rennes, world map of Remund et al. (2003), SoDa',
      },
      date: '2003',
    },
  },
  notes: [
    {
      fr: 'Seule la température la plus haute est mesurée. Le ciel est pris sans nuage, ni plus trouble que d’ordinaire en juillet.',
      en: 'Only the highest temperature is measured. The sky is taken without clouds, and no hazier than usual in July.',
    },
  ],
}

/** That day hour by hour, under the sun of a place near there. */
export const rennesHeatWave = (place: DayPlace): WeatherDay => heatWaveDay(rennes20220718, place)
