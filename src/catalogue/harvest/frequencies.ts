import { type Frequency, frequencies } from '../words.ts'
import { bare } from './themes.ts'

/** Names of frequencies: of Dublin Core's Collection Description (2007), ISO 19115, udata and French portals, and the EU code each is. */
const names: Readonly<Record<string, Frequency>> = {
  continuous: 'CONT',
  continual: 'CONT',
  'temps reel': 'CONT',
  'en continu': 'CONT',
  hourly: 'HOURLY',
  horaire: 'HOURLY',
  daily: 'DAILY',
  quotidienne: 'DAILY',
  quotidien: 'DAILY',
  weekly: 'WEEKLY',
  hebdomadaire: 'WEEKLY',
  biweekly: 'BIWEEKLY',
  fortnightly: 'BIWEEKLY',
  monthly: 'MONTHLY',
  mensuelle: 'MONTHLY',
  mensuel: 'MONTHLY',
  bimonthly: 'BIMONTHLY',
  quarterly: 'QUARTERLY',
  trimestrielle: 'QUARTERLY',
  semiannual: 'ANNUAL_2',
  biannually: 'ANNUAL_2',
  semestrielle: 'ANNUAL_2',
  annual: 'ANNUAL',
  annually: 'ANNUAL',
  annuelle: 'ANNUAL',
  annuel: 'ANNUAL',
  biennial: 'BIENNIAL',
  biennially: 'BIENNIAL',
  triennial: 'TRIENNIAL',
  quinquennial: 'QUINQUENNIAL',
  irregular: 'IRREG',
  irreguliere: 'IRREG',
  asneeded: 'AS_NEEDED',
  'as needed': 'AS_NEEDED',
  'au besoin': 'AS_NEEDED',
  notplanned: 'NOT_PLANNED',
  'not planned': 'NOT_PLANNED',
  punctual: 'NEVER',
  ponctuelle: 'NEVER',
  unknown: 'UNKNOWN',
  inconnue: 'UNKNOWN',
}

/** The EU code of a frequency told by a code, an address or a word; undefined when it cannot be told. */
export function frequencyOf(text: string | undefined): Frequency | undefined {
  const last = (text ?? '').split(/[/#]/).at(-1)!
  const code = last.toUpperCase()
  if (Object.hasOwn(frequencies, code)) return code as Frequency
  const name = bare(last)
  return Object.hasOwn(names, name) ? names[name] : undefined
}
