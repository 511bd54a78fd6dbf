import type { Asset } from './asset.ts'
import type { Process } from './process.ts'
import type { AssetRef } from './ref.ts'
import type { Table } from './shape.ts'
import type { ModelSheet } from './sheet.ts'
import type { Survey } from './survey.ts'
import type { Bilingual } from './text.ts'

/** A tunable number of a pack: unit, source and date are part of it. */
export interface Parameter {
  readonly default: number
  /** UCUM code. */
  readonly unit: string
  readonly title: Bilingual
  /** Where the default comes from, and when. */
  readonly source: string
  readonly date: string
  readonly min?: number
  readonly max?: number
}

/** An input that a territory may leave unbound: the assets that need it are then left out. */
export interface OptionalInput<S extends Table = Table> {
  readonly optional: S
}
export const optional = <S extends Table>(shape: S): OptionalInput<S> => ({ optional: shape })

/** The name of an input left unbound. */
export const UNBOUND = ''

/** Of some inputs, those that the territory bound: for an asset that does with what there is. */
export function boundOf<const I extends Readonly<Record<string, AssetRef>>>(inputs: I): Partial<I> {
  return Object.fromEntries(Object.entries(inputs).filter(([, { name }]) => name !== UNBOUND)) as Partial<I>
}

export type PackInputs = Readonly<Record<string, Table | OptionalInput>>
export type Parameters = Readonly<Record<string, Parameter>>

type ShapeOf<I> = I extends OptionalInput<infer S> ? S : I extends Table ? I : never
type OptionalKeys<I> = { [K in keyof I]: I[K] extends OptionalInput ? K : never }[keyof I]

/** A use case: the shapes it needs, the numbers a territory may tune, the assets it makes. */
export interface Pack<I extends PackInputs = PackInputs, P extends Parameters = Parameters> {
  readonly id: string
  readonly title: Bilingual
  readonly description: Bilingual
  /** `import.meta.url` of the pack. */
  readonly code: string
  readonly inputs: I
  readonly parameters: P
  /** What to know of its models before trusting them. */
  readonly sheets?: readonly ModelSheet[]
  /** What inhabitants are asked about what it makes. One about a dataset that is left out is left out. */
  readonly surveys?: readonly Survey[]
  assets(
    inputs: { readonly [K in keyof I]: AssetRef<ShapeOf<I[K]>> },
    parameters: { readonly [K in keyof P]: number },
  ): readonly Asset[]
  /** Computations that anybody may ask for with values of theirs. One that reads an input left unbound is left out. */
  processes?(
    inputs: { readonly [K in keyof I]: AssetRef<ShapeOf<I[K]>> },
    parameters: { readonly [K in keyof P]: number },
  ): readonly Process[]
}

export function definePack<const I extends PackInputs, const P extends Parameters>(pack: Pack<I, P>): Pack<I, P> {
  return pack
}

/** What a territory gives to a pack. */
export interface Binding {
  readonly pack: Pack
  readonly inputs: Readonly<Record<string, AssetRef>>
  readonly parameters: Readonly<Record<string, number>>
}

/** Binds a pack's inputs to the sources or assets of a territory, and tunes its parameters. */
export function bind<I extends PackInputs, P extends Parameters>(
  pack: Pack<I, P>,
  binding: {
    readonly inputs: { readonly [K in Exclude<keyof I, OptionalKeys<I>>]: AssetRef<ShapeOf<I[K]>> } & {
      readonly [K in OptionalKeys<I>]?: AssetRef<ShapeOf<I[K]>>
    }
    readonly parameters?: { readonly [K in keyof P]?: number }
  },
): Binding {
  return {
    pack: pack as unknown as Pack,
    inputs: binding.inputs as Readonly<Record<string, AssetRef>>,
    parameters: (binding.parameters ?? {}) as Readonly<Record<string, number>>,
  }
}
