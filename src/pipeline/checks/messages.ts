import type { Bilingual, Language, Rule, Table } from '../../kernel/index.ts'

/** What a rule asks, in words: the reason given to a row set aside and the title of the check on pages. */
export function describeRule(rule: Rule, shape: Table): Bilingual {
  return { fr: describe(rule, shape, 'fr')[0], en: describe(rule, shape, 'en')[1] }
}

function describe(rule: Rule, shape: Table, language: Language): readonly [fr: string, en: string] {
  const titled = (column: string) => shape.columns[column]?.title[language] ?? column
  switch (rule.rule) {
    case 'not-empty':
      return ['au moins une ligne', 'at least one row']
    case 'unique':
      return [
        `${rule.columns.map(titled).join(', ')} : pas de doublon`,
        `${rule.columns.map(titled).join(', ')}: no duplicate`,
      ]
    case 'between':
      return [
        `${titled(rule.column)} entre ${rule.min} et ${rule.max}`,
        `${titled(rule.column)} between ${rule.min} and ${rule.max}`,
      ]
    case 'in-set':
      return [
        `${titled(rule.column)} parmi ${rule.values.join(', ')}`,
        `${titled(rule.column)} among ${rule.values.join(', ')}`,
      ]
    case 'matches':
      return [
        `${titled(rule.column)} de la forme ${rule.pattern}`,
        `${titled(rule.column)} shaped like ${rule.pattern}`,
      ]
    case 'references':
      return [
        `${titled(rule.column)} existe dans ${rule.asset}.${rule.key}`,
        `${titled(rule.column)} exists in ${rule.asset}.${rule.key}`,
      ]
    case 'valid-geometry':
      return ['géométrie valide', 'valid geometry']
    case 'inside-territory':
      return ['dans les limites du territoire', 'inside the bounds of the territory']
    case 'fresh':
      return [
        `${titled(rule.column)} de moins de ${rule.within}`,
        `${titled(rule.column)} less than ${rule.within} old`,
      ]
    case 'count-near-last':
      return [
        `nombre de lignes à ± ${rule.tolerance * 100} % de la version précédente`,
        `row count within ± ${rule.tolerance * 100}% of the last version`,
      ]
    case 'accounts-for':
      return [`chaque ligne de ${rule.input} est comptée`, `every row of ${rule.input} is accounted for`]
  }
}
