import { type Bilingual, OrchestraError, parseJson } from '../../kernel/index.ts'
import type { Answer } from './types.ts'

/** The JSON of an answer. Throws `harvest.unreadable` with the beginning of what came. */
export function readJson({ text, address }: Answer): unknown {
  try {
    return parseJson(text)
  } catch (cause) {
    throw unreadable(address, 'JSON', text, cause)
  }
}

/** What is said of an answer that is not what the kind of source gives. */
export function unreadable(address: string, format: string, text: string, cause?: unknown): OrchestraError {
  const isPage = /^\s*<(!doctype html|html)/i.test(text)
  const say: Bilingual = isPage
    ? { fr: 'Une page web est venue au lieu du catalogue.', en: 'A web page came instead of the catalogue.' }
    : { fr: `La réponse n’est pas du ${format} lisible.`, en: `The answer is no readable ${format}.` }
  return new OrchestraError({
    code: 'harvest.unreadable',
    say,
    remedy: {
      fr: 'Vérifiez l’adresse et le genre de cette moisson dans le territoire.',
      en: 'Check the address and the kind of this harvest in the territory.',
    },
    place: address,
    facts: { begins: text.slice(0, 200) },
    cause,
  })
}
