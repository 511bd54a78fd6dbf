import type { Bilingual, Rule } from '../../kernel/index.ts'

/** What a rule asks, in words: the reason given to a row set aside and the title of the check on pages. */
export function describeRule(rule: Rule): Bilingual {
  switch (rule.rule) {
    case 'not-empty':
      return { fr: 'au moins une ligne', en: 'at least one row' }
    case 'unique':
      return { fr: `${rule.columns.join(', ')} : pas de doublon`, en: `${rule.columns.join(', ')}: no duplicate` }
    case 'between':
      return {
        fr: `${rule.column} entre ${rule.min} et ${rule.max}`,
        en: `${rule.column} between ${rule.min} and ${rule.max}`,
      }
    case 'in-set':
      return {
        fr: `${rule.column} parmi ${rule.values.join(', ')}`,
        en: `${rule.column} among ${rule.values.join(', ')}`,
      }
    case 'matches':
      return { fr: `${rule.column} de la forme ${rule.pattern}`, en: `${rule.column} shaped like ${rule.pattern}` }
    case 'references':
      return {
        fr: `${rule.column} existe dans ${rule.asset}.${rule.key}`,
        en: `${rule.column} exists in ${rule.asset}.${rule.key}`,
      }
    case 'valid-geometry':
      return { fr: 'géométrie valide', en: 'valid geometry' }
    case 'inside-territory':
      return { fr: 'dans les limites du territoire', en: 'inside the bounds of the territory' }
    case 'fresh':
      return { fr: `${rule.column} de moins de ${rule.within}`, en: `${rule.column} less than ${rule.within} old` }
    case 'count-near-last':
      return {
        fr: `nombre de lignes à ± ${rule.tolerance * 100} % de la version précédente`,
        en: `row count within ± ${rule.tolerance * 100}% of the last version`,
      }
    case 'accounts-for':
      return { fr: `chaque ligne de ${rule.input} est comptée`, en: `every row of ${rule.input} is accounted for` }
  }
}
