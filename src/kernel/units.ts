import type { Bilingual, Language } from './text.ts'

const same = (unit: string): Bilingual => ({ fr: unit, en: unit })

/** UCUM codes as people write them. */
const unitWords: Readonly<Record<string, Bilingual>> = {
  '1': { fr: '', en: '' },
  Cel: same('°C'),
  deg: same('°'),
  m2: same('m²'),
  m3: same('m³'),
  'ug/m3': same('µg/m³'),
  'm3/h': same('m³/h'),
  'm/s': same('m/s'),
  'kW.h': same('kWh'),
  'dB(A)': same('dB(A)'),
  '{bicycle}': { fr: 'vélos', en: 'bicycles' },
  '{bicycle}/h': { fr: 'vélos/h', en: 'bicycles/h' },
  '{bicycle}/d': { fr: 'vélos/jour', en: 'bicycles/day' },
  '{person}': { fr: 'habitants', en: 'people' },
  '{vehicle}': { fr: 'véhicules', en: 'vehicles' },
  '{departure}': { fr: 'départs', en: 'departures' },
  '{departure}/h': { fr: 'départs/h', en: 'departures/h' },
  '{trip}': { fr: 'courses', en: 'trips' },
  '{trip}/h': { fr: 'courses/h', en: 'trips/h' },
  '{stop}': { fr: 'arrêts', en: 'stops' },
  '{reading}': { fr: 'mesures', en: 'readings' },
  '{row}': { fr: 'lignes', en: 'rows' },
}

/** A unit as people write it after a number; empty for none. A code without a word of its own is shown as it is, without braces. */
export const unitWord = (code: string | undefined, language: Language): string =>
  code === undefined ? '' : (unitWords[code]?.[language] ?? code.replace(/[{}]/g, ''))
