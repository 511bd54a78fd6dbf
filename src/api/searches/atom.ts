import type { DatasetRecord } from '../../catalogue/index.ts'
import type { Language } from '../../kernel/index.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// What XML 1.0 cannot hold is left out.
const escaped = (text: string) =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (one) => escapes[one]!)

interface Feed {
  readonly title: string
  readonly author: string
  readonly language: Language
  /** Its own whole address, and that of its page. */
  readonly here: string
  readonly page: string
  readonly records: readonly DatasetRecord[]
  readonly now: Date
}

/** Datasets as an Atom feed (RFC 4287, 2005), the last changed first. */
export function atomOf({ title, author, language, here, page, records, now }: Feed): string {
  const { origin } = new URL(here)
  const updated = records.map(changeOf).sort((a, b) => b.getTime() - a.getTime())[0] ?? now
  const entries = records.map((record) => {
    const address = escaped(origin + record.page)
    return `<entry>
<id>${address}</id>
<title>${escaped(record.title[language])}</title>
<updated>${changeOf(record).toISOString()}</updated>
<link rel="alternate" type="text/html" href="${address}"/>
<author><name>${escaped(record.publisher.name)}</name></author>
<summary>${escaped((record.synopsis ?? record.description)[language])}</summary>
${record.themes.map((theme) => `<category term="${escaped(theme)}"/>`).join('')}
</entry>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${escaped(here)}</id>
<title>${escaped(title)}</title>
<updated>${updated.toISOString()}</updated>
<link rel="self" type="application/atom+xml" href="${escaped(here)}"/>
<link rel="alternate" type="text/html" href="${escaped(page)}"/>
<author><name>${escaped(author)}</name></author>
${entries.join('\n')}
</feed>
`
}

const changeOf = ({ modified, issued, origin }: DatasetRecord): Date =>
  modified ?? issued ?? origin?.first ?? new Date(0)
