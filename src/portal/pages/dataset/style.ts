import type { Dataset } from '../../../api/json/shapes.ts'

/** The style that `?colour=` asks for: that of a column of the dataset, of one colour when it is empty, the usual one otherwise. */
export function styleOf(url: URL, { id, columns }: Pick<Dataset, 'id' | 'columns'>): string {
  const asked = url.searchParams.get('colour')
  if (asked === '') return `${id}.one-colour`
  return columns.some(({ name }) => name === asked) ? `${id}.${asked}` : id
}
