import { type Bilingual, type ColumnFacts, type ColumnType, quoteName } from '../kernel/index.ts'

const whole = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/
const real = /^(DOUBLE|FLOAT|DECIMAL\(.*\))$/

/** Whether a DuckDB type can be a column of that type without guessing. A TIMESTAMP says no zone: it is no instant. */
export function fits(column: ColumnType, type: string): boolean {
  switch (column) {
    case 'text':
      return type === 'VARCHAR' || type === 'UUID' || type.startsWith('ENUM')
    case 'integer':
      return whole.test(type)
    case 'number':
      return whole.test(type) || real.test(type)
    case 'boolean':
      return type === 'BOOLEAN'
    case 'instant':
      return type === 'TIMESTAMP WITH TIME ZONE'
    case 'date':
      return type === 'DATE'
    case 'json':
      return type === 'JSON' || /^(STRUCT|MAP)\(|\]$/.test(type)
    case 'geometry':
      return type === 'BLOB' || type.startsWith('GEOMETRY')
  }
}

/** The SQL that turns a column of a result into that of the file. Instants are cut to the millisecond. */
export function toFile(name: string, column: ColumnType, type: string): string {
  const value = quoteName(name)
  switch (column) {
    case 'text':
      return `${value}::VARCHAR`
    case 'integer':
      return `${value}::BIGINT`
    case 'number':
      return `${value}::DOUBLE`
    case 'instant':
      return `date_trunc('millisecond', ${value})`
    case 'json':
      return type === 'JSON' ? value : `to_json(${value})`
    case 'geometry':
      return type === 'BLOB' ? `ST_AsWKB(ST_GeomFromWKB(${value}))` : `ST_AsWKB(${value})`
    default:
      return value
  }
}

/** What can be wrong with the values of a column: a test that is true of a bad one, and the reason. */
export function problemsOf(name: string, facts: ColumnFacts, type: string): { test: string; reason: Bilingual }[] {
  const value = quoteName(name)
  const problems: { test: string; reason: Bilingual }[] = []
  if (!facts.nullable)
    problems.push({ test: `${value} IS NULL`, reason: { fr: 'valeur absente', en: 'missing value' } })
  if (facts.column === 'integer' && /BIG|HUGE/.test(type))
    problems.push({
      test: `${value} NOT BETWEEN -9007199254740991 AND 9007199254740991`,
      reason: { fr: 'entier au-delà de 2^53', en: 'integer beyond 2^53' },
    })
  if (facts.column === 'number' && /DOUBLE|FLOAT/.test(type))
    problems.push({ test: `NOT isfinite(${value})`, reason: { fr: 'nombre non fini', en: 'number not finite' } })
  if (facts.column === 'instant' || facts.column === 'date')
    problems.push({ test: `NOT isfinite(${value})`, reason: { fr: 'date infinie', en: 'infinite date' } })
  return problems
}
