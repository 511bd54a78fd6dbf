export type { Cql2 } from './ast.ts'
export { formatJson } from './to-json.ts'
export { formatText } from './to-text.ts'
export { parseFilter, type FilterLanguage } from './parse.ts'
