// Invented, and generic on purpose: no real person, no real place.

/** Quarters, the old centre first, then turning from the east anticlockwise. */
export const quarterNames = [
  'Vieux-Valmorne',
  'La Tannerie',
  'Les Coteaux',
  'Haute-Roche',
  'Le Belvédère',
  'Les Vergers',
  'Grand-Pré',
  'Basse-Rive',
  'Le Port-aux-Bois',
]

const nouns = [
  'du Moulin',
  'des Tilleuls',
  'de la Fontaine',
  'de l’Abbaye',
  'des Lavandières',
  'du Marché',
  'de la Halle',
  'du Puits',
  'des Tanneurs',
  'de l’Horloge',
  'du Levant',
  'du Couchant',
  'des Remparts',
  'de la Poterne',
  'du Vieux Pont',
  'des Forges',
  'de la Gare',
  'des Écoles',
  'du Lavoir',
  'de la Source',
  'des Saules',
  'des Peupliers',
  'du Four',
  'du Pressoir',
  'des Vignes',
  'de la Treille',
  'des Cerisiers',
  'du Verger',
  'de la Garenne',
  'du Bois Joli',
  'des Charmes',
  'des Ormes',
  'du Chêne Creux',
  'des Noisetiers',
  'de la Prairie',
  'du Gué',
  'de l’Écluse',
  'des Bateliers',
  'du Chemin Vert',
  'de la Croix',
  'des Potiers',
  'des Drapiers',
  'de la Monnaie',
  'du Grenier à Sel',
  'de l’Octroi',
  'des Carrières',
  'du Belvédère',
  'de la Butte',
  'des Alouettes',
  'des Hirondelles',
  'du Rossignol',
  'des Martinets',
  'de la Huppe',
  'du Héron',
  'des Grèves',
  'du Cormier',
  'de l’Aubépine',
  'des Églantiers',
  'du Sureau',
  'des Genêts',
  'de la Bruyère',
  'des Fougères',
  'du Colombier',
  'de la Ferme',
  'du Clos',
  'des Jardins',
  'de la Roseraie',
  'des Glycines',
  'du Jasmin',
  'des Acacias',
  'du Cèdre',
  'des Platanes',
  'de la République',
  'de la Liberté',
  'de la Paix',
  'de l’Égalité',
  'du Progrès',
  'de l’Industrie',
  'du Commerce',
  'de la Poste',
  'du Théâtre',
  'de la Comédie',
  'du Musée',
  'de l’Observatoire',
  'des Arts',
  'de la Mairie',
  'de l’Hôpital',
  'du Collège',
  'des Cordeliers',
  'des Ursulines',
  'du Chapitre',
  'de la Tour',
  'du Château',
  'de la Herse',
  'du Guet',
  'des Arbalétriers',
  'de la Plaine',
  'du Vallon',
  'de la Combe',
  'des Rochers',
  'du Sable',
  'de la Marne Blanche',
  'du Gravier',
]

/** What a way is called by its class: « Rue », « Quai »… */
const kinds: Readonly<Record<string, readonly string[]>> = {
  boulevard: ['Boulevard'],
  avenue: ['Avenue'],
  quay: ['Quai'],
  street: ['Rue'],
  lane: ['Ruelle', 'Allée', 'Venelle', 'Passage'],
}

/** Gives names one after the other: each noun is used once a kind before any comes back, then with its quarter. */
export function namer(): (wayClass: string, quarter: string) => string {
  const given = new Map<string, number>()
  const total = new Map<string, number>()
  return (wayClass, quarter) => {
    const n = total.get(wayClass) ?? 0
    total.set(wayClass, n + 1)
    const choices = kinds[wayClass]!
    const kind = choices[n % choices.length]!
    const count = given.get(kind) ?? 0
    given.set(kind, count + 1)
    // 37 is prime to the length of the list: the walk meets every noun. Kinds begin at different places.
    const noun = nouns[(count * 37 + kind.length * 11) % nouns.length]!
    return count < nouns.length ? `${kind} ${noun}` : `${kind} ${noun} (${quarter})`
  }
}
