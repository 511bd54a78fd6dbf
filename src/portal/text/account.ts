import type { Texts } from './speak.ts'

export const accountTexts = {
  title: { fr: 'Compte', en: 'Account' },
  lead: {
    fr: 'Les comptes ne sont pas encore ouverts sur ce portail. Aucun n’est nécessaire pour ce qui suit.',
    en: 'Accounts are not open on this portal yet. None is needed for what follows.',
  },
  without: { fr: 'Ce qui est ouvert à tous, sans compte', en: 'What is open to all, without an account' },
  browse: { fr: 'Consulter et télécharger toutes les données ouvertes', en: 'Read and download all the open data' },
  map: { fr: 'Explorer la carte', en: 'Explore the map' },
  chain: { fr: 'Vérifier comment chaque donnée est produite', en: 'See how each piece of data is made' },
  api: { fr: 'Interroger l’API', en: 'Query the API' },
  closed: { fr: 'Ce qui ne l’est pas', en: 'What is not' },
  closedBody: {
    fr: 'Les données à accès restreint et les données personnelles ne sont données à personne par ce portail. Leur description, elle, est publique. Pour une demande, écrivez à',
    en: 'Restricted and personal data are given to nobody by this portal. Their description is public. For a request, write to',
  },
  privacy: { fr: 'Ce que ce site retient de vous', en: 'What this site remembers of you' },
  privacyBody: {
    fr: 'Un seul témoin (cookie), « lang », qui garde la langue que vous avez choisie. Ni mesure d’audience, ni traceur, ni service d’un tiers.',
    en: 'A single cookie, “lang”, which keeps the language you chose. No audience measurement, no tracker, no third-party service.',
  },
} satisfies Texts
