import { collectGarbage } from '../../pipeline/index.ts'
import type { Call } from '../args.ts'
import { formats } from '../format.ts'
import { openHouse } from '../open.ts'
import { words } from '../words.ts'

/** `orchestra gc`: keeps the last versions of each asset (`--keep`, 5 by default) and frees the rest. */
export async function gc({ options }: Call): Promise<number> {
  const { language, keep } = options
  const house = await openHouse(options, () => {})
  try {
    const done = await collectGarbage(house.chain, Math.floor(keep))
    const f = formats(language)
    const w = (word: keyof typeof words) => words[word][language]
    console.log(
      options.json
        ? JSON.stringify(done)
        : `${f.count(done.versions)} ${w('versions')}, ${f.count(done.objects)} ${w('files')} ${w('removed')} (${f.bytes(done.bytes)}).`,
    )
    return 0
  } finally {
    await house.close()
  }
}
