import { type Bilingual, OrchestraError } from '../kernel/index.ts'

const fault = (
  code: `survey.${string}`,
  say: Bilingual,
  remedy: Bilingual,
  more: { readonly place?: string; readonly facts?: Readonly<Record<string, unknown>> } = {},
) => new OrchestraError({ code, say, remedy, ...more })

/** Part of an answer that will not do. */
export const badAnswer = (place: string, fr: string, en: string, remedy: Bilingual): OrchestraError =>
  fault('survey.bad-answer', { fr, en }, remedy, { place })

/** Too much from one place for a day. */
export const tooFast = (seconds: number): OrchestraError =>
  fault(
    'survey.too-fast',
    {
      fr: 'Beaucoup d’avis sont déjà venus de cette connexion aujourd’hui.',
      en: 'Many answers came from this connection today already.',
    },
    {
      fr: 'Revenez demain : merci de ceux que vous avez donnés.',
      en: 'Come back tomorrow: thank you for those you gave.',
    },
    { facts: { seconds } },
  )

/** More answers wait than people can look at. */
export const tooMany = (): OrchestraError =>
  fault(
    'survey.full',
    {
      fr: 'Trop d’avis attendent d’être relus : celui-ci n’a pas été pris.',
      en: 'Too many answers await being looked at: this one was not taken.',
    },
    { fr: 'Réessayez dans quelques jours.', en: 'Try again in a few days.' },
  )

export const unknownAnswer = (id: number): OrchestraError =>
  fault(
    'survey.unknown-answer',
    { fr: `Aucun avis n’a le numéro ${id}.`, en: `No answer has the number ${id}.` },
    { fr: 'Voyez la liste des avis.', en: 'See the list of answers.' },
    { place: `${id}` },
  )

/** What was made public stays counted: taking it back would tell what it said. */
export const alreadyPublic = (id: number): OrchestraError =>
  fault(
    'survey.public',
    {
      fr: `L’avis ${id} est déjà compté dans un résultat public.`,
      en: `Answer ${id} is already counted in a public result.`,
    },
    {
      fr: 'Le retirer dirait ce qu’il disait ; vous pouvez encore effacer son commentaire.',
      en: 'Taking it back would tell what it said; you can still erase its comment.',
    },
    { place: `${id}` },
  )
