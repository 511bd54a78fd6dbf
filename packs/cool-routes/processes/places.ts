/** A place to find by its name. */
export interface FoundPlace {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly at: readonly number[]
}

/** The places whose names hold every word asked for, at their beginnings; the closest name first. */
export type PlaceSearch = (text: string, most: number) => FoundPlace[]

/** Words that are in many names and say little. */
const small = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'l', 'd', 'a', 'au', 'aux', 'et', 'the', 'of'])
/** How names write what people spell out. */
const short: Readonly<Record<string, string>> = {
  ...{ av: 'avenue', ave: 'avenue', bd: 'boulevard', bld: 'boulevard', pl: 'place', r: 'rue', imp: 'impasse' },
  ...{ st: 'saint', ste: 'sainte', all: 'allee', ch: 'chemin', chem: 'chemin', sq: 'square', rte: 'route' },
}

/** What streets are: what they are called comes after it. */
const streetWords = new Set([
  'rue',
  'avenue',
  'boulevard',
  'place',
  'impasse',
  'allee',
  'chemin',
  'square',
  'route',
  'quai',
])

/** The words of a name: without accents, capitals nor small words. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('œ', 'oe').toLowerCase()
  const words = plain.split(/[^a-z0-9]+/).filter((word) => word !== '')
  const telling = words.filter((word) => !small.has(word))
  return (telling.length > 0 ? telling : words).map((word) => short[word] ?? word)
}

/** Sorts places by their words. */
export function openPlaces(places: readonly FoundPlace[]): PlaceSearch {
  const sorted = places.map((place) => ({ place, words: wordsOf(place.name) }))
  return (text, most) => {
    const asked = wordsOf(text)
    if (asked.length === 0) return []
    const found: { place: FoundPlace; score: number }[] = []
    for (const { place, words } of sorted) {
      // A word that is there whole says more than one that begins so; so do few words left over.
      let score = -words.length
      for (const word of asked) {
        if (words.includes(word)) score += 10
        else if (words.some((one) => one.startsWith(word))) score += 5
        else {
          score = Number.NEGATIVE_INFINITY
          break
        }
      }
      if (score === Number.NEGATIVE_INFINITY) continue
      const first = streetWords.has(words[0]!) && words[0] !== asked[0] ? words[1] : words[0]
      if (first?.startsWith(asked[0]!)) score += 3
      if (place.kind === 'street') score += 1
      found.push({ place, score })
    }
    return found
      .sort((a, b) => b.score - a.score || (a.place.name < b.place.name ? -1 : 1))
      .slice(0, most)
      .map(({ place }) => place)
  }
}
