import { licences, type Node } from '../../../kernel/index.ts'
import { describeDistributions } from '../../read/distributions.ts'
import type { Summary } from '../../read/summaries.ts'
import { HTML_FORMAT } from './formats.ts'
import type { Link, Links } from './links.ts'

/** Where a dataset is downloaded, one link a format. */
export const downloadLinks = ({ link }: Links, node: Node, summary: Summary): Link[] =>
  describeDistributions(node, summary).map(({ href, mediaType, title: format, bytes }) => ({
    ...link('enclosure', href, mediaType, { fr: `Télécharger en ${format.fr}`, en: `Download as ${format.en}` }),
    ...(bytes !== null && { length: bytes }),
  }))

/** The page of a dataset in the portal. */
export const pageLink = ({ link }: Links, { name }: Node): Link =>
  link('describedby', `/datasets/${name}`, HTML_FORMAT.media, {
    fr: 'La page du jeu de données',
    en: 'The page of the dataset',
  })

/** The licence of a dataset. */
export function licenceLink({ link }: Links, node: Node): Link {
  const { url, title } = licences[node.publish!.licence]
  return link('license', url, HTML_FORMAT.media, { fr: title, en: title })
}
