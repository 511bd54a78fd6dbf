import { asOrchestraError, type Language } from '../../kernel/index.ts'
import { statusOf } from '../http/problem.ts'
import { element, owsCodeOf, XML_HEAD, xmlText } from '../ows/index.ts'
import type { WmsVersion } from './request.ts'

/** An error as WMS tells it. What is not the asker's to mend says nothing of our insides. */
export function wmsException(error: unknown, version: WmsVersion, language: Language): Response {
  const status = statusOf(error)
  const { say, remedy } = asOrchestraError(error)
  const texts = { fr: 'Le service a rencontré une erreur imprévue.', en: 'The service met an unexpected error.' }
  const told = status >= 500 ? texts[language] : `${say[language]} ${remedy?.[language] ?? ''}`.trim()
  const code = owsCodeOf(error)
  const named =
    code === 'NoApplicableCode' ? undefined : version === '1.1.1' && code === 'InvalidCRS' ? 'InvalidSRS' : code
  const report = element(
    'ServiceExceptionReport',
    { version, ...(version === '1.3.0' && { xmlns: 'http://www.opengis.net/ogc' }) },
    element('ServiceException', { code: named }, xmlText(told)),
  )
  const type = version === '1.3.0' ? 'text/xml' : 'application/vnd.ogc.se_xml'
  return new Response(XML_HEAD + report, {
    status,
    headers: { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' },
  })
}
