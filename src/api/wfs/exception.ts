import { asOrchestraError, type Language } from '../../kernel/index.ts'
import { statusOf } from '../http/problem.ts'
import { element, leaf, owsCodeOf, XML_HEAD } from '../ows/index.ts'

/** An error as OWS Common 1.1 tells it. What is not the asker's to mend says nothing of our insides. */
export function wfsException(error: unknown, language: Language): Response {
  const status = statusOf(error)
  const { say, remedy, place } = asOrchestraError(error)
  const isOurs = status >= 500
  const unexpected = { fr: 'Le service a rencontré une erreur imprévue.', en: 'The service met an unexpected error.' }
  const texts = isOurs ? [unexpected[language]] : [say[language], remedy?.[language] ?? '']
  const code = owsCodeOf(error)
  const report = element(
    'ows:ExceptionReport',
    { 'xmlns:ows': 'http://www.opengis.net/ows/1.1', version: '2.0.0', 'xml:lang': language },
    element(
      'ows:Exception',
      {
        // A collection is a layer in WMS only.
        exceptionCode: code === 'LayerNotDefined' || code === 'InvalidCRS' ? 'InvalidParameterValue' : code,
        locator: isOurs ? undefined : place,
      },
      ...texts.map((text) => leaf('ows:ExceptionText', text)),
    ),
  )
  return new Response(XML_HEAD + report, {
    status,
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
