import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'

/** Whether the asker names HTML before anything else: browsers do, of what they go to. */
export function prefersHtml(c: Context): boolean {
  const [first] = parseAccept(c.req.header('Accept') ?? '*/*').toSorted((a, b) => b.q - a.q)
  return first?.type.toLowerCase() === 'text/html'
}
