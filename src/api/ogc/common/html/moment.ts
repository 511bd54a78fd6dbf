import type { Language } from '../../../../kernel/index.ts'
import type { Deps } from '../../../deps.ts'

/** A moment by the clock of the territory. */
export const momentIn = (deps: Pick<Deps, 'chain'>, moment: Date, language: Language): string =>
  written(deps, moment, language, { dateStyle: 'medium', timeStyle: 'medium' })

/** Its day. */
export const dayIn = (deps: Pick<Deps, 'chain'>, moment: Date, language: Language): string =>
  written(deps, moment, language, { dateStyle: 'medium' })

function written(
  { chain }: Pick<Deps, 'chain'>,
  moment: Date,
  language: Language,
  style: Intl.DateTimeFormatOptions,
): string {
  const { timezone: timeZone } = chain.graph.territory
  return moment.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { timeZone, ...style })
}
