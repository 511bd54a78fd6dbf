import type { Territory } from '../kernel/index.ts'
import { defaultDataset, type SensingDataset } from '../observe/index.ts'

/** What the territory declares, with the access it gives to what names no dataset. */
export function datasetsOf({ sensing }: Territory): SensingDataset[] {
  const { datasets = [], defaultAccess } = sensing ?? {}
  const isDeclared = datasets.some(({ id }) => id === defaultDataset.id)
  return defaultAccess && !isDeclared ? [...datasets, { ...defaultDataset, access: defaultAccess }] : [...datasets]
}
