import type { Audited } from '../../govern/index.ts'
import type { AuditEntry } from '../json/shapes.ts'

/** An entry of the journal as the API tells it. */
export const auditTold = ({ at, ...one }: Audited): AuditEntry => ({ ...one, at: at.toISOString() })
