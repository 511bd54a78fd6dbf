import { agree, type Texts } from './speak.ts'

/** Words that several pages use. */
export const commonTexts = {
  datasets: { fr: 'Jeux de données', en: 'Datasets' },
  chain: { fr: 'La chaîne', en: 'The chain' },
  rows: (count: number, shown: string) => agree(count, shown, ['ligne', 'lignes'], ['row', 'rows']),
  rowsTitle: { fr: 'Lignes', en: 'Rows' },
  version: { fr: 'Version', en: 'Version' },
  state: { fr: 'État', en: 'State' },
  title: { fr: 'Titre', en: 'Title' },
  size: { fr: 'Taille', en: 'Size' },
  duration: { fr: 'Durée', en: 'Duration' },
  made: { fr: 'Produit le', en: 'Made on' },
  licence: { fr: 'Licence', en: 'Licence' },
  access: { fr: 'Accès', en: 'Access' },
  open: { fr: 'ouvert', en: 'open' },
  restricted: { fr: 'restreint', en: 'restricted' },
  personal: { fr: 'données personnelles', en: 'personal data' },
  yes: { fr: 'oui', en: 'yes' },
  no: { fr: 'non', en: 'no' },
  previous: { fr: 'Page précédente', en: 'Previous page' },
  next: { fr: 'Page suivante', en: 'Next page' },
  pages: { fr: 'Pages', en: 'Pages' },
  range: (from: string, to: string, total: string) => ({
    fr: `${from} à ${to} sur ${total}`,
    en: `${from} to ${to} of ${total}`,
  }),
  updated: (when: string) => ({ fr: `mis à jour ${when}`, en: `updated ${when}` }),
  seeTable: { fr: 'Voir les valeurs en tableau', en: 'See the values as a table' },
  none: { fr: 'Aucun', en: 'None' },
} satisfies Texts
