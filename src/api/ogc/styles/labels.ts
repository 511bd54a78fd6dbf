import { type Bilingual, type Language, unitWord } from '../../../kernel/index.ts'
import type { LegendClass } from './symbology.ts'

const yesNo: Readonly<Record<string, Bilingual>> = {
  true: { fr: 'oui', en: 'yes' },
  false: { fr: 'non', en: 'no' },
}

export const noValueLabel: Bilingual = { fr: 'sans valeur', en: 'no value' }
export const othersLabel: Bilingual = { fr: 'autres valeurs', en: 'other values' }

/** The value of a category as a legend writes it: the data has it in one language. */
export function categoryLabel(value: string, isBoolean: boolean): Bilingual {
  if (isBoolean && yesNo[value]) return yesNo[value]
  return value === '' ? { fr: 'texte vide', en: 'empty text' } : { fr: value, en: value }
}

/** The lines of a legend of classes. */
export function classLabels(limits: readonly number[], colours: readonly string[]): LegendClass[] {
  return colours.map((colour, i) => {
    const [low, high] = [limits[i - 1], limits[i]]
    return {
      label: { fr: range(low, high, 'fr'), en: range(low, high, 'en') },
      colour,
      ...(low !== undefined && { from: low }),
      ...(high !== undefined && { to: high }),
    }
  })
}

function range(low: number | undefined, high: number | undefined, language: Language): string {
  const isFrench = language === 'fr'
  const format = new Intl.NumberFormat(isFrench ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 6 })
  if (low === undefined && high === undefined) return isFrench ? 'toutes les valeurs' : 'all values'
  if (low === undefined) return `${isFrench ? 'moins de' : 'below'} ${format.format(high!)}`
  if (high === undefined) return `${format.format(low)} ${isFrench ? 'et plus' : 'and above'}`
  return `${format.format(low)} ${isFrench ? 'à' : 'to'} ${format.format(high)}`
}

/** The title of a column with its unit. */
export function withUnit(title: Bilingual, unit: string | undefined): Bilingual {
  const one = (language: Language) => {
    const word = unitWord(unit, language)
    return word ? `${title[language]} (${word})` : title[language]
  }
  return { fr: one('fr'), en: one('en') }
}
