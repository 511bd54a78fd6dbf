import { type Bilingual, OrchestraError } from '../../kernel/index.ts'

/** Codes of the exceptions of WMS 1.3.0 (06-042, table E.1), WFS 2.0 (09-025r2, table 3) and OWS Common 1.1 (06-121r3, table 25). */
export type OwsCode =
  | 'InvalidFormat'
  | 'InvalidCRS'
  | 'LayerNotDefined'
  | 'StyleNotDefined'
  | 'InvalidDimensionValue'
  | 'LayerNotQueryable'
  | 'InvalidPoint'
  | 'OperationNotSupported'
  | 'OperationProcessingFailed'
  | 'OperationParsingFailed'
  | 'OptionNotSupported'
  | 'MissingParameterValue'
  | 'InvalidParameterValue'
  | 'VersionNegotiationFailed'
  | 'NotFound'
  | 'NoApplicableCode'

/** A fault of a request, with its code in these standards and the parameter it is about. */
export function owsFault(code: OwsCode, locator: string, fr: string, en: string, remedy?: Bilingual): OrchestraError {
  return new OrchestraError({
    code: code === 'NotFound' ? 'api.unknown-feature' : 'api.bad-parameter',
    say: { fr: `« ${locator} » : ${fr}.`, en: `'${locator}': ${en}.` },
    ...(remedy && { remedy }),
    place: locator,
    facts: { ows: code },
  })
}

const codes: Readonly<Record<string, OwsCode>> = {
  'api.unknown-dataset': 'LayerNotDefined',
  'api.unknown-collection': 'LayerNotDefined',
  'api.no-tiles': 'LayerNotDefined',
  'api.unknown-style': 'StyleNotDefined',
  'api.unknown-feature': 'NotFound',
  'api.too-costly': 'OperationProcessingFailed',
  'api.bad-parameter': 'InvalidParameterValue',
  'crs.unknown': 'InvalidCRS',
}

/** The code of any error in these standards. */
export function owsCodeOf(error: unknown): OwsCode {
  if (!(error instanceof OrchestraError)) return 'NoApplicableCode'
  if (typeof error.facts.ows === 'string') return error.facts.ows as OwsCode
  if (error.code.startsWith('cql2.')) return 'InvalidParameterValue'
  return codes[error.code] ?? 'NoApplicableCode'
}
