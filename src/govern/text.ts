import { badField } from './faults.ts'

/** Longest address of mail that SMTP carries (octets, RFC 5321 §4.5.3.1.3, 2008). */
const LONGEST_EMAIL = 254

/**
 * A text that a person typed, on one line unless `lines`: without control characters, trimmed. Throws `account.bad-field` when it
 * is empty, or longer than `most` characters.
 */
export function readText(
  name: string,
  given: string | undefined,
  { most = 200, least = 1, lines = false }: { most?: number; least?: number; lines?: boolean } = {},
): string {
  const clean = (given ?? '')
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    // Control characters (and in a line, its ends) have no place in what others will read.
    .replaceAll(lines ? /[^\P{Cc}\n\t]/gu : /\p{Cc}/gu, ' ')
    .trim()
  const length = [...clean].length
  if (length >= least && length <= most) return clean
  throw badField(
    name,
    length < least ? 'Ce champ est vide ou trop court.' : 'Ce champ est trop long.',
    length < least ? 'This field is empty or too short.' : 'This field is too long.',
    { fr: `De ${least} à ${most} caractères.`, en: `From ${least} to ${most} characters.` },
  )
}

/** An address of mail, in lower case: one that could be written to. Throws `account.bad-field`. */
export function readEmail(given: string | undefined, name = 'email'): string {
  const email = (given ?? '').trim().toLowerCase()
  if (email.length <= LONGEST_EMAIL && /^[^\s@<>()[\],;:\\"\p{Cc}]+@[^\s@<>()[\],;:\\"\p{Cc}]+$/u.test(email))
    return email
  throw badField(name, 'Cette adresse électronique ne convient pas.', 'This e-mail address will not do.', {
    fr: 'Écrivez-la comme nom@exemple.fr.',
    en: 'Write it like name@example.org.',
  })
}
