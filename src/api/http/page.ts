import type { Context } from 'hono'

/** The address that was asked, with other parameters: relative, so that it holds behind any proxy. */
export function hereWith(c: Context, parameters: Readonly<Record<string, string | number>>): string {
  const { pathname, searchParams } = new URL(c.req.url)
  for (const [name, value] of Object.entries(parameters)) searchParams.set(name, String(value))
  return `${pathname}?${searchParams}`
}

/** One page of a list whose total is known. */
export function pageOf<T>(
  c: Context,
  items: readonly T[],
  { total, limit, offset }: { total: number; limit: number; offset: number },
): { total: number; limit: number; offset: number; next: string | null; items: T[] } {
  const next = offset + limit < total ? hereWith(c, { limit, offset: offset + limit }) : null
  return { total, limit, offset, next, items: [...items] }
}
