import type { Context } from 'hono'
import type { ProcessInput } from '../../../kernel/index.ts'
import type { Offered } from '../../../pipeline/index.ts'

/** What the fields of the form of an input are called. */
export const fieldOf = (name: string): string => `inputs.${name}`

/** Whether a request comes from the form of the page. */
export const isForm = (c: Context): boolean =>
  (c.req.header('Content-Type') ?? '').startsWith('application/x-www-form-urlencoded')

/** The values of a form: as given, and as texts to show again. A field left empty is an input left out. */
export async function readForm(
  c: Context,
  offered: Offered,
): Promise<{ given: Record<string, unknown>; texts: Record<string, string> }> {
  const fields = new URLSearchParams(await c.req.text())
  const given: Record<string, unknown> = {}
  const texts: Record<string, string> = {}
  for (const [name, input] of Object.entries(offered.inputs)) {
    const text = fields.get(fieldOf(name))?.trim() ?? ''
    texts[name] = text
    if (text !== '') given[name] = readField(input, text)
  }
  return { given, texts }
}

/** What a text stands for; itself where it cannot be read so, for the check to refuse. */
function readField({ schema, told }: ProcessInput, text: string): unknown {
  const { type } = { ...schema, ...told } as { type?: string }
  if (type === 'string') return text
  if (type === 'number' || type === 'integer') return /^-?\d/.test(text) ? Number(text.replace(',', '.')) : text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
