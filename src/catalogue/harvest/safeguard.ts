import { type ErrorFacts, type Harvest, OrchestraError } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import type { Collection } from './collect.ts'

/** Share of the records that may go at once when the territory says nothing; and below how many records nothing is guarded. */
const [MAY_LOSE, FEW] = [0.5, 4]

export interface Loss {
  readonly had: number
  readonly missing: number
  readonly refused: number
}

/** What the catalogue would lose by this harvest, when that is too much to be believed: half of the records by default. */
export async function lossOf(
  tx: Sender,
  territory: string,
  { id, mayLose = MAY_LOSE }: Harvest,
  { seen }: Collection,
  archives: boolean,
): Promise<Loss | undefined> {
  const active = await tx.query<{ external: string }>(
    `select external from catalogue_record where territory = $1 and source = $2 and state = 'active'`,
    [territory, id],
  )
  const refused = active.filter(({ external }) => seen.get(external) === false).length
  const missing = archives ? active.filter(({ external }) => !seen.has(external)).length : 0
  const isTooMuch = active.length >= FEW && missing + refused >= active.length * mayLose && missing + refused > 0
  return isTooMuch ? { had: active.length, missing, refused } : undefined
}

/** What is said of a harvest that was stopped. */
export const tooMuchLost = ({ id }: Harvest, { had, missing, refused }: Loss): ErrorFacts =>
  new OrchestraError({
    code: 'harvest.loss',
    say: {
      fr: `Sur ${had} fiches, ${missing} ont disparu de la source et ${refused} y sont devenues inutilisables : rien n’a été changé.`,
      en: `Of ${had} records, ${missing} have gone from the source and ${refused} cannot be used any more: nothing was changed.`,
    },
    remedy: {
      fr: `Regardez la source. Si c’est voulu : orchestra harvest ${id} --accept-loss`,
      en: `Look at the source. If it is meant: orchestra harvest ${id} --accept-loss`,
    },
    place: id,
    facts: { had, missing, refused },
  }).toJSON()
