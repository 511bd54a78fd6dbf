import type { Survey } from '../../src/kernel/index.ts'
import { components } from './components.ts'
import { parameters } from './parameters.ts'

const bad = { fr: 'pas du tout', en: 'not at all' }
const good = { fr: 'tout à fait', en: 'very much so' }

/** Five plain questions about a piece of street, for who stands in it. */
export const walkabilitySurvey: Survey = {
  id: 'walkability',
  title: { fr: 'Ma rue à pied', en: 'My street on foot' },
  purpose: {
    fr: 'Ce que valent les rues pour qui y marche : votre avis à côté du calcul, qui ne sait ni les trottoirs encombrés, ni la peur, ni le plaisir.',
    en: 'What streets are worth to those who walk them: your opinion beside the computation, which knows nothing of cluttered pavements, of fear, of pleasure.',
  },
  dataset: 'walkability_segments',
  questions: [
    { id: 'room', title: { fr: 'J’ai la place de marcher', en: 'There is room for me to walk' }, low: bad, high: good },
    {
      id: 'safety',
      title: { fr: 'Je m’y sens en sécurité, le trafic compris', en: 'I feel safe there, traffic included' },
      low: bad,
      high: good,
    },
    {
      id: 'coolness',
      title: { fr: 'L’été, j’y trouve de l’ombre ou du frais', en: 'In summer I find shade or coolness there' },
      low: bad,
      high: good,
    },
    {
      id: 'ease',
      title: {
        fr: 'On y passe avec une poussette, une canne ou un fauteuil',
        en: 'One gets through with a pram, a stick or a wheelchair',
      },
      low: bad,
      high: good,
    },
    { id: 'pleasure', title: { fr: 'J’aime y marcher', en: 'I like to walk there' }, low: bad, high: good },
  ],
  components: components.map((column) => ({ column, weight: parameters[`weight_${column}`].default })),
}
