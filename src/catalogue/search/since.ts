import type { Sender } from '../../store/index.ts'

/** Identifiers of the datasets whose records came, changed or were corrected since a moment, included. */
export const changedSince = async (tx: Sender, territory: string, since: Date): Promise<string[]> =>
  (
    await tx.query<{ dataset: string }>(
      `select distinct dataset from catalogue_change where territory = $1 and at >= $2 and verb <> 'archived'`,
      [territory, since],
    )
  ).map(({ dataset }) => dataset)
