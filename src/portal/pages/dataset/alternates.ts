/** The record of a dataset as data, in each syntax of DCAT. */
export const alternatesOf = (id: string) => {
  const record = `/dcat/dataset/${encodeURIComponent(id)}`
  return [
    { href: `${record}.ttl`, type: 'text/turtle' },
    { href: `${record}.jsonld`, type: 'application/ld+json' },
    { href: `${record}.rdf`, type: 'application/rdf+xml' },
  ]
}
