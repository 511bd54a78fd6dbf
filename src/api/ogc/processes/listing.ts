import type { Offered } from '../../../pipeline/index.ts'

/**
 * Whether the jobs of a process may be listed for all. Its results are read by whoever has the address of a job, so a job is found
 * by others only where no value given to it can say where or who somebody is: numbers and choices, no place and no free text.
 */
export function isListedForAll({ inputs, listed }: Pick<Offered, 'inputs' | 'listed'>): boolean {
  return listed ?? Object.values(inputs).every(({ schema }) => tellsNothing(schema as Facts))
}

interface Facts {
  readonly type?: string
  readonly enum?: readonly unknown[]
}

const tellsNothing = ({ type, enum: choices }: Facts): boolean =>
  choices !== undefined || type === 'number' || type === 'integer' || type === 'boolean'
