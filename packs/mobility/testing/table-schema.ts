/** The part of a Frictionless Table Schema field that a value can break. */
export interface Field {
  readonly name: string
  readonly type: 'string' | 'number' | 'datetime'
  readonly constraints?: {
    readonly required?: boolean
    readonly enum?: readonly string[]
    readonly pattern?: string
    readonly minimum?: number
    readonly maximum?: number
  }
}

/** A cell as CSV has it: the empty text for no value. */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  return value instanceof Date ? value.toISOString().replace('.000Z', 'Z') : String(value)
}

/** What is wrong with rows under a schema: `row 3, count: not a number`. Columns must be those of the schema, in order. */
export function problemsOf(fields: readonly Field[], rows: readonly object[]): string[] {
  const names = fields.map((f) => f.name).join()
  return rows.flatMap((row, i) => {
    if (Object.keys(row).join() !== names) return [`row ${i}: columns ${Object.keys(row).join()} instead of ${names}`]
    return fields.flatMap((field) => {
      const problem = cellProblem(field, cell((row as Record<string, unknown>)[field.name]))
      return problem ? [`row ${i}, ${field.name}: ${problem}`] : []
    })
  })
}

function cellProblem({ type, constraints = {} }: Field, text: string): string | undefined {
  if (text === '') return constraints.required ? 'required' : undefined
  if (type === 'number' && !/^-?\d+(\.\d+)?$/.test(text)) return `'${text}' is not a number`
  if (type === 'datetime' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return `'${text}' is not a date and time`
  if (constraints.enum && !constraints.enum.includes(text)) return `'${text}' is not a value of the list`
  if (constraints.pattern && !new RegExp(`^(?:${constraints.pattern})$`).test(text))
    return `'${text}' breaks the pattern`
  if (Number(text) < (constraints.minimum ?? -Infinity) || Number(text) > (constraints.maximum ?? Infinity))
    return `${text} is out of range`
  return undefined
}
