import { type Bilingual, type ErrorFacts, OrchestraError } from '../../kernel/index.ts'

/** What the outside calls us to make of a source: the prefix of its error codes (`csv`, `geojson`…). */
export type Kind = string

/** A named, terminal problem of a source: `problem('csv.empty', place, { fr, en })`. */
export function problem(
  code: string,
  place: string,
  say: Bilingual,
  extra: Pick<ErrorFacts, 'remedy' | 'facts' | 'cause'> = {},
): OrchestraError {
  return new OrchestraError({ code, place, say, ...extra })
}

/** The source ends before its end: what is there cannot be trusted. */
export function truncated(kind: Kind, place: string, facts: Record<string, unknown> = {}, cause?: unknown) {
  return problem(
    `${kind}.truncated`,
    place,
    { fr: 'Le fichier s’arrête avant sa fin.', en: 'The file stops before its end.' },
    { remedy: fetchAgain, facts, cause },
  )
}

/** The source is not written as its format wants. */
export function malformed(
  kind: Kind,
  place: string,
  why: Bilingual,
  facts: Record<string, unknown> = {},
  cause?: unknown,
) {
  return problem(
    `${kind}.malformed`,
    place,
    { fr: `Le fichier est mal formé : ${why.fr}.`, en: `The file is malformed: ${why.en}.` },
    {
      remedy: {
        fr: 'Vérifiez l’adresse et le format du fichier, ou signalez-le à son producteur.',
        en: 'Check the address and the format of the file, or report it to its producer.',
      },
      facts,
      cause,
    },
  )
}

export const fetchAgain: Bilingual = {
  fr: 'Téléchargez-le de nouveau ; s’il reste coupé, signalez-le à son producteur.',
  en: 'Download it again; if it is still cut, report it to its producer.',
}
