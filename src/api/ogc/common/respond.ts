/**
 * An answer that has several forms, and says when it was made or to whom it links: the same to whoever reads it, not byte by
 * byte. Its tag is weak, and caches keep one of each form.
 */
export function varied(response: Response): Response {
  const tag = response.headers.get('ETag')
  if (tag && !tag.startsWith('W/')) response.headers.set('ETag', `W/${tag}`)
  for (const header of ['Accept', 'Accept-Language', 'Host']) response.headers.append('Vary', header)
  return response
}
