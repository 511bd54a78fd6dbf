// The directory of organisations of Rennes Métropole in the words of the cool-routes pack.

/** Specialities that are a destination, by what they are to who walks. */
const specialities: Readonly<Record<string, string>> = {
  'Groupe scolaire': 'school',
  'Ecole maternelle': 'school',
  'Ecole élémentaire': 'school',
  Collège: 'school',
  Lycée: 'school',
  'Crèche municipale et intercommunale': 'school',
  'Crèche associative': 'school',
  'Unité de Formation (UFR)': 'school',
  'Bibliothèque/Médiathèque': 'culture',
  'Hôpital/Clinique/Urgences': 'health',
  'Maison médicale': 'health',
  Piscine: 'sport',
  'Salle de sports': 'sport',
  'Complexe sportif': 'sport',
  'Terrain multisports': 'sport',
  'Jardin/Parc public': 'park',
  Marché: 'food',
  'Centre/pôle commercial': 'shop',
  Poste: 'service',
  'Centre/Espace social': 'service',
  'Police nationale': 'service',
}

/** Activities that are, whatever their speciality. */
const activities: Readonly<Record<string, string>> = {
  'Salles de spectacle': 'culture',
  'Lieux d’exposition': 'culture',
  Cinémas: 'culture',
  Métro: 'stop',
  Train: 'stop',
  Catholique: 'worship',
  Protestant: 'worship',
  Musulman: 'worship',
}

/** What a directory entry is to who walks; undefined when it is none of their destinations. */
export function destinationOf(activity: unknown, speciality: unknown): string | undefined {
  const [by, more] = [String(speciality).trim(), String(activity).replaceAll("'", '’')]
  if (Object.hasOwn(specialities, by)) return specialities[by]
  return Object.hasOwn(activities, more) ? activities[more] : undefined
}

/** Where one may hope for coolness. */
const refuges: Readonly<Record<string, string>> = {
  'Jardin/Parc public': 'park',
  'Bibliothèque/Médiathèque': 'library',
  Eglise: 'church',
  Piscine: 'pool',
}

export const coolnessOf = (speciality: unknown): string | undefined =>
  Object.hasOwn(refuges, String(speciality).trim()) ? refuges[String(speciality).trim()] : undefined
