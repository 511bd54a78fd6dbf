import type { Bilingual } from './text.ts'

/** Kinds of catalogue that are harvested. */
export const harvestKinds = ['rudi', 'dcat', 'ckan', 'opendatasoft', 'udata', 'iso', 'csw'] as const
export type HarvestKind = (typeof harvestKinds)[number]

/** A catalogue elsewhere whose descriptions of datasets are brought here. */
export interface Harvest {
  /** Lower case letters, digits and `-`. Never changes: the identifiers of its records begin with it. */
  readonly id: string
  readonly title: Bilingual
  readonly kind: HarvestKind
  /**
   * Where it is: the address of a RUDI node, of a DCAT catalogue, the portal's for CKAN, Opendatasoft and udata, a CSW service, or a file of ISO records.
   */
  readonly address: string
  /** Only what this asks for, in the words of the source: `organization=…` for udata, `refine=…` for Opendatasoft, `fq=…` for CKAN. */
  readonly query?: Readonly<Record<string, string>>
  /** When it is asked again: cron, in the time zone of the territory. Never by itself without it. */
  readonly cron?: string
  /** Share of the records that may disappear from one harvest to the next before it stops to be looked at; 0.5 by default. */
  readonly mayLose?: number
}
