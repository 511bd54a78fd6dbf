const V2 = '/api/explore/v2.1/catalog/datasets'

/**
 * The address of the whole dataset: the page of a dataset, or a search that gives at most 100 (v2.1) or 10,000 (v1)
 * records, become an Explore v2.1 JSON export with the same filters. Any other address is left as it is.
 * Source: Huwise (Opendatasoft) Explore API v2.1 reference, 2024.
 */
export function exportAddress(address: string): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  const page = /^\/explore\/dataset\/([^/]+)\/?(?:information|table|map|export|api|analyze)?\/?$/.exec(url.pathname)
  const records = /^\/api\/(?:explore\/)?v2\.[01]\/catalog\/datasets\/([^/]+)\/records\/?$/.exec(url.pathname)
  const search = /^\/api\/records\/1\.0\/search\/?$/.test(url.pathname) ? url.searchParams.get('dataset') : null
  const dataset = page?.[1] ?? records?.[1] ?? search
  if (!dataset) return address
  // The query language of v1 has no exact translation: better cut and told than changed in silence.
  if (url.searchParams.has('q') || url.searchParams.has('geofilter.distance')) return address
  const params = new URLSearchParams()
  for (const [key, value] of url.searchParams) {
    if (['where', 'select', 'refine', 'exclude', 'order_by', 'lang', 'timezone'].includes(key))
      params.append(key, value)
    const facet = /^(refine|exclude)\.(.+)$/.exec(key)
    if (facet) params.append(facet[1]!, `${facet[2]}:"${value}"`)
  }
  const query = params.size > 0 ? `?${params}` : ''
  // `{key}` stands for the key of a partition and must stay readable.
  return `${url.origin}${V2}/${dataset}/exports/json${query}`.replace(/%7B(key)%7D/gi, '{$1}')
}
