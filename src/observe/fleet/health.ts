import type { Bilingual } from '../../kernel/index.ts'

export const deviceStates = ['ok', 'late', 'silent', 'low-battery', 'never'] as const
export type DeviceState = (typeof deviceStates)[number]

/** A device is late after this many expected intervals: one message may be lost on the air, and its clock is not exact. */
export const lateAfter = 2
/** It is silent after this many: LoRaWAN loses a few per cent of messages, six in a row are no chance. */
export const silentAfter = 6
/** A device of which nothing is declared nor learnt is expected once a day, as the quietest meters send (s). */
export const assumedEvery = 86_400
/** Charge (%) under which a battery is to be replaced: makers of ten-year devices warn between 10 and 20. */
export const lowCharge = 15

/** What the state of a device follows from. */
export interface Signs {
  readonly lastSeen: Date | null
  /** Seconds between two messages: declared, of the profile, or learnt. */
  readonly expected: number | null
  readonly battery: { readonly value: number; readonly unit: '%' | 'V' } | null
  readonly state: DeviceState
}

/** Why a device is in its state, for a person. */
export function reasonOf({ state, lastSeen, expected, battery }: Signs, now: Date): Bilingual {
  const every = expected ?? assumedEvery
  const age = lastSeen ? (now.getTime() - lastSeen.getTime()) / 1000 : 0
  switch (state) {
    case 'never':
      return {
        fr: 'Déclaré, mais aucun message n’est encore venu : vérifiez sa mise en route et ses clés.',
        en: 'Declared, but no message came yet: check that it was started and its keys.',
      }
    case 'silent':
      return {
        fr: `Aucun message depuis ${inFrench(age)}, un est attendu toutes les ${inFrench(every)} : à aller voir.`,
        en: `No message for ${inEnglish(age)}, one is expected every ${inEnglish(every)}: go and see it.`,
      }
    case 'late':
      return {
        fr: `Dernier message il y a ${inFrench(age)}, un est attendu toutes les ${inFrench(every)}.`,
        en: `Last message ${inEnglish(age)} ago, one is expected every ${inEnglish(every)}.`,
      }
    case 'low-battery':
      return {
        fr: `Pile à ${battery?.value ?? '?'}\u202f% : à remplacer.`,
        en: `Battery at ${battery?.value ?? '?'}%: to be replaced.`,
      }
    case 'ok':
      return {
        fr: `Dernier message il y a ${inFrench(age)}, comme attendu.`,
        en: `Last message ${inEnglish(age)} ago, as expected.`,
      }
  }
}

const spans = [
  { seconds: 86_400, fr: ['jour', 'jours'], en: ['day', 'days'] },
  { seconds: 3600, fr: ['heure', 'heures'], en: ['hour', 'hours'] },
  { seconds: 60, fr: ['minute', 'minutes'], en: ['minute', 'minutes'] },
  { seconds: 1, fr: ['seconde', 'secondes'], en: ['second', 'seconds'] },
] as const

/** A duration in its largest unit that counts at least two, else one. */
function inWords(seconds: number, language: 'fr' | 'en'): string {
  const unit =
    spans.find((span) => seconds >= 2 * span.seconds) ?? spans.find((span) => seconds >= span.seconds) ?? spans[3]
  const count = Math.round(seconds / unit.seconds)
  return `${count}\u00a0${unit[language][count >= 2 ? 1 : 0]}`
}
const inFrench = (seconds: number) => inWords(seconds, 'fr')
const inEnglish = (seconds: number) => {
  const words = inWords(seconds, 'en')
  return words.startsWith('0') ? `${words}s` : words
}
