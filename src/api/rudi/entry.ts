/** A record of the node: what it is called here and by RUDI, when it was first and last described. */
export interface Entry {
  readonly id: string
  readonly globalId: string
  readonly created: Date
  readonly updated: Date
}

/** The records of the node in their order: our own datasets that were made, then those of elsewhere. */
export interface NodeIndex {
  readonly entries: readonly Entry[]
  readonly byId: ReadonlyMap<string, Entry>
  readonly byGlobalId: ReadonlyMap<string, Entry>
}
