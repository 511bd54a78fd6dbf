import { resolve } from 'node:path'
import type { Static } from 'typebox'
import type { Bilingual, ErrorFacts } from '../../kernel/index.ts'
import type { Chain } from '../../pipeline/index.ts'
import type { Fault } from '../json/shapes.ts'

/**
 * The error of a step as anybody may see it: without its facts, which may quote rows, nor the folders of this machine.
 * `evidence` says whether rows behind it may be shown: if not, only the code is told.
 */
export function publicFault(
  chain: Pick<Chain, 'home' | 'data'>,
  error: ErrorFacts,
  evidence: boolean,
): Static<typeof Fault> {
  const { code, retry } = error
  const kept = { code, ...(retry && { retry }) }
  if (!evidence) return { ...kept, say: withheld }
  if (code === 'internal.unexpected') return { ...kept, say: defect }
  const clean = (text: string) => withoutFolders(chain, text)
  const both = ({ fr, en }: Bilingual) => ({ fr: clean(fr), en: clean(en) })
  return {
    ...kept,
    say: both(error.say),
    ...(error.remedy && { remedy: both(error.remedy) }),
    ...(error.place && { place: clean(error.place) }),
  }
}

const withheld: Bilingual = {
  fr: 'L’étape a échoué. Le détail n’est pas montré : les données ne sont pas ouvertes.',
  en: 'The step failed. The details are not shown: the data is not open.',
}

const defect: Bilingual = {
  fr: 'Erreur inattendue. Le journal du service en garde le détail.',
  en: 'Unexpected error. The log of the service keeps the details.',
}

function withoutFolders({ home, data }: Pick<Chain, 'home' | 'data'>, text: string): string {
  const roots = [home, data].flatMap((folder) => (folder ? [resolve(folder), folder] : []))
  const relative = roots
    .filter((root) => root.length > 1)
    .reduce((all, root) => all.replaceAll(`${root}/`, '').replaceAll(root, '.'), text)
  // What is left of absolute paths keeps its last name only. An address keeps its own.
  return relative.replace(/(?<![\w:/.])\/(?:[^\s/'"«»]+\/)+/g, '…/')
}
