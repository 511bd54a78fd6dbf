import { createReadStream } from 'node:fs'
import type { Context } from 'hono'
import { encrypt, publicKeyOf } from '../../catalogue/index.ts'
import { publicKeyOfDataset } from '../../govern/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { part } from '../http/route.ts'
import { sendStream } from './stream.ts'
import type { Download } from './wanted.ts'

/**
 * A file encrypted for the organisation that answers for its dataset, as it goes: on its way, and wherever it is laid down, it is
 * read with the private key of that organisation alone. Never the same bytes twice: it has no tag, and no part of it can be asked for.
 */
export async function sendEncrypted(
  deps: Deps,
  c: Context,
  { headers, key, stored, make }: Download,
): Promise<Response> {
  const owner = await publicKeyOfDataset(deps.govern, part(c, 'dataset'))
  if (!owner) throw noPublicKey()
  const open = async function* () {
    const path = stored ?? (await deps.exports.find(key))?.path
    if (path !== undefined) return yield* encrypt(publicKeyOf(owner.pem), createReadStream(path))
    const begun = deps.exports.start(key, make)
    await begun.begun
    yield* encrypt(publicKeyOf(owner.pem), begun.read())
  }
  const { 'Content-Type': type = '', 'Content-Disposition': name = '' } = headers
  return sendStream(
    c,
    {
      'Content-Type': `${type.split(';')[0]}+crypt`,
      'Content-Disposition': name.replace(/"$/, '.crypt"'),
      'Cache-Control': 'private, no-store',
    },
    deps.downloads,
    open,
  )
}

const noPublicKey = () =>
  new OrchestraError({
    code: 'download.no-public-key',
    say: {
      fr: 'L’organisation qui répond de ce jeu de données n’a pas donné de clé publique.',
      en: 'The organisation that answers for this dataset has given no public key.',
    },
    remedy: {
      fr: 'Un de ses gestionnaires en dépose une sur sa page ; sans elle, le fichier se télécharge tel quel.',
      en: 'One of its managers gives one on its page; without it the file is downloaded as it is.',
    },
    place: 'encrypted',
  })
