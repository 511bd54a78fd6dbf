import { createReadStream, createWriteStream } from 'node:fs'
import { access, constants, readFile, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { decryptTo, encrypt, privateKeyOf, publicKeyOf } from '../../catalogue/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import type { Call } from '../args.ts'
import { formats } from '../format.ts'
import { usage } from '../usage.ts'

/** `orchestra decrypt FILE --key private.pem --to FILE`: opens a file of RUDI's `+crypt` types. Nothing is there unless all of it is proved. */
export async function decrypt(call: Call): Promise<number> {
  const { from, to, pem } = await filesOf(call, 'decrypt')
  const isThere = await access(to).then(
    () => true,
    () => false,
  )
  if (isThere) throw exists(to)
  told(call, await decryptTo(to, privateKeyOf(pem), createReadStream(from)), to)
  return 0
}

/** `orchestra encrypt FILE --key public.pem --to FILE`: encrypts a file for the holder of a key, in RUDI's format. */
export async function encryptFile(call: Call): Promise<number> {
  const { from, to, pem } = await filesOf(call, 'encrypt')
  const out = createWriteStream(to, { flags: 'wx', mode: 0o600 })
  try {
    await pipeline(Readable.from(encrypt(publicKeyOf(pem), createReadStream(from))), out)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw exists(to)
    await rm(to, { force: true })
    throw error
  }
  told(call, out.bytesWritten, to)
  return 0
}

async function filesOf({ names, options: { to, key } }: Call, verb: string) {
  const [from] = names
  if (!from || !to || !key)
    throw usage({
      fr: `Attendu : « orchestra ${verb} FICHIER --key CLÉ.pem --to FICHIER ».`,
      en: `Expected: 'orchestra ${verb} FILE --key KEY.pem --to FILE'.`,
    })
  for (const path of [from, key])
    await access(path, constants.R_OK).catch(() => {
      throw noFile(path)
    })
  return { from, to, pem: await readFile(key, 'utf8') }
}

function told({ options: { json, language } }: Call, bytes: number, to: string): void {
  console.log(json ? JSON.stringify({ to, bytes }) : `${to} (${formats(language).bytes(bytes)})`)
}

const noFile = (place: string) =>
  new OrchestraError({
    code: 'crypt.no-file',
    say: { fr: 'Ce fichier ne se lit pas.', en: 'This file cannot be read.' },
    remedy: { fr: 'Vérifiez son nom et ses droits.', en: 'Check its name and rights.' },
    place,
  })

const exists = (place: string) =>
  new OrchestraError({
    code: 'crypt.exists',
    say: { fr: 'Ce fichier existe déjà.', en: 'This file exists already.' },
    remedy: { fr: 'Donnez un autre nom à --to.', en: 'Give --to another name.' },
    place,
  })
