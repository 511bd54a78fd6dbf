import { administratorLink } from '../../govern/index.ts'
import { governOf } from '../accounts.ts'
import type { Call } from '../args.ts'
import { openHouse } from '../open.ts'
import { words } from '../words.ts'
import { DEFAULT_PORT } from './serve.ts'

/** `orchestra admin`: a link, good once, that makes its holder an administrator of the service. */
export async function admin({ options }: Call): Promise<number> {
  const house = await openHouse(options, () => {})
  try {
    const link = await administratorLink(governOf(house, options, options.port ?? DEFAULT_PORT))
    console.log(options.json ? JSON.stringify({ link }) : `${words.administratorLink[options.language]}\n${link}`)
    return 0
  } finally {
    await house.close()
  }
}
