import { type Harvest, type HarvestKind, OrchestraError } from '../../../kernel/index.ts'
import { harvesterOf } from '../kinds.ts'
import type { Answer, Mapped } from '../types.ts'

export const source = (kind: HarvestKind, more: Partial<Harvest> = {}): Harvest => ({
  ...{ id: 'source', kind, title: { fr: 'Source', en: 'Source' }, address: 'http://source.example' },
  ...more,
})

/** What a source gives when what it answers is a function of the address: its records, by identifier, and what was asked. */
export async function listed(
  harvest: Harvest,
  answer: (url: URL) => string | { text: string; next?: string },
): Promise<{ records: Map<string, Mapped>; asked: string[]; announced: number | undefined }> {
  const { read, identify, map } = harvesterOf(harvest.kind)
  const records = new Map<string, Mapped>()
  const asked: string[] = []
  let announced: number | undefined
  const ask = async (address: string): Promise<Answer> => {
    asked.push(address)
    if (asked.length > 50) throw new OrchestraError({ code: 'test.endless', say: { fr: 'sans fin', en: 'endless' } })
    const said = answer(new URL(address))
    return { bytes: new Uint8Array(), type: '', address, ...(typeof said === 'string' ? { text: said } : said) }
  }
  for await (const page of read(harvest, ask)) {
    announced = page.announced ?? announced
    for (const raw of page.records) records.set(identify(raw) ?? '?', map(raw, harvest))
  }
  return { records, asked, announced }
}
