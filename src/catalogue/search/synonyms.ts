import { isTelling, rootsOf, wordsOf } from './words.ts'

/** Words and phrases that stand for one another. */
export type SynonymGroups = readonly (readonly string[])[]

/** Those of a house that has said none of its own: words that inhabitants and services use for the same things. Our choice, 2026. */
export const usualSynonyms: SynonymGroups = [
  ['vélo', 'bicyclette', 'cycle', 'cyclable'],
  ['voiture', 'automobile', 'véhicule'],
  ['bus', 'autobus', 'transport en commun', 'transports collectifs', 'transport public'],
  ['parking', 'stationnement', 'parc de stationnement'],
  ['déchet', 'ordures', 'poubelle'],
  ['piscine', 'centre aquatique'],
  ['école', 'établissement scolaire', 'groupe scolaire'],
  ['crèche', 'accueil de la petite enfance'],
  ['cantine', 'restauration scolaire'],
  ['médiathèque', 'bibliothèque'],
  ['mairie', 'hôtel de ville'],
  ['impôt', 'fiscalité', 'taxe'],
  ['subvention', 'aide financière'],
  ['élection', 'scrutin', 'vote'],
  ['PLU', 'plan local d’urbanisme', 'PLUi'],
  ['logement social', 'HLM'],
  ['borne de recharge', 'IRVE'],
  ['covoiturage', 'autopartage'],
  ['qualité de l’air', 'pollution atmosphérique'],
  ['canicule', 'vague de chaleur'],
  ['arbre', 'patrimoine arboré'],
  ['espace vert', 'parc', 'jardin'],
  ['zone à faibles émissions', 'ZFE'],
  ['habitants', 'population', 'démographie'],
  ['trottoir', 'cheminement piéton'],
  ['météo', 'météorologie', 'climat'],
]

/** A word or phrase of a group, and the others of it. */
export interface Synonym {
  /** Its telling words. */
  readonly words: readonly string[]
  readonly others: readonly (readonly string[])[]
}

/** The groups by the root of the first word of each phrase, the longest phrases first. */
export type Synonyms = ReadonlyMap<string, readonly Synonym[]>

export const rootOf = (word: string): string => rootsOf(word, 'fr').at(-1)!
export const tellingWords = (text: string): string[] => wordsOf(text).filter(isTelling)

/** Makes the groups ready to be looked up. */
export function readySynonyms(groups: SynonymGroups): Synonyms {
  const found = new Map<string, Synonym[]>()
  for (const group of groups) {
    const phrases = group.map(tellingWords).filter((words) => words.length > 0)
    phrases.forEach((words, i) => {
      const key = rootOf(words[0]!)
      const others = phrases.filter((_, other) => other !== i)
      found.set(key, [...(found.get(key) ?? []), { words, others }])
    })
  }
  for (const list of found.values()) list.sort((a, b) => b.words.length - a.words.length)
  return found
}

/** The synonym that stands at a place of a search, the longest that does. */
export const synonymAt = (synonyms: Synonyms, words: readonly string[], at: number): Synonym | undefined =>
  synonyms
    .get(rootOf(words[at]!))
    ?.find(({ words: asked }) =>
      asked.every((word, i) => at + i < words.length && rootOf(word) === rootOf(words[at + i]!)),
    )
