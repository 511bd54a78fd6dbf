import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cutOf, decryptTo, privateKeyOf, publicKeyOf } from '../../catalogue/index.ts'
import { setMember, setOwner } from '../../govern/index.ts'
import { openVisitor, signedIn, type Visitor } from '../account/testing.ts'
import { openTown, type Town } from '../testing.ts'

let town: Town
let folder: string
let [producer, nobody, admin] = [] as unknown as [Visitor, Visitor, Visitor]
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const keys = '/api/organisations/personnel/public-key'

beforeAll(async () => {
  town = await openTown()
  folder = await mkdtemp(join(tmpdir(), 'encrypted-'))
  const boss = await signedIn(town, 'admin@example.org', { administrator: true })
  ;[admin, nobody, producer] = [boss, openVisitor(town.app), await signedIn(town, 'producer@example.org')]
  await admin.post('/api/organisations', { name: 'Personnel', kind: 'public' })
  const by = { kind: 'account', account: boss.account } as const
  await setMember(town.govern, by, 'personnel', { email: 'producer@example.org', role: 'producer' })
  await setOwner(town.govern, by, 'staff', 'personnel')
}, 120_000)
afterAll(async () => {
  await town?.house.close()
  await rm(folder, { recursive: true, force: true })
})

const download = async (path: string) => {
  const cookie = `session=${producer.cookies.get('session')}`
  const answer = await town.app.request(`http://town.example${path}`, { headers: { cookie } })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}
const opened = async (bytes: Buffer) => {
  const path = join(folder, 'opened')
  await decryptTo(
    path,
    privateKeyOf(privateKey),
    (async function* () {
      yield bytes
    })(),
  )
  return readFile(path)
}

test('without a public key nothing is encrypted, and that is said', async () => {
  expect((await nobody.get(keys)).status).toBe(404)
  const { status, bytes } = await download('/download/staff/csv?encrypted=true')
  expect([status, JSON.parse(bytes.toString()).code]).toEqual([404, 'download.no-public-key'])
})

test('a manager gives the public key, and no other', async () => {
  expect((await producer.post(keys, { pem: publicKey })).status).toBe(403)
  for (const pem of ['nothing', privateKey]) {
    const { status, body } = await admin.post<{ code: string }>(keys, { pem })
    expect([status, body.code]).toEqual([400, 'crypt.bad-key'])
    expect(JSON.stringify(body)).not.toContain('PRIVATE')
  }
  expect((await admin.post(keys, { pem: publicKey })).status).toBe(200)
  expect((await nobody.get<string>(keys)).body).toBe(publicKey)
})

test('what is downloaded encrypted is, once opened, what is downloaded plain', async () => {
  for (const format of ['csv', 'parquet']) {
    const plain = await download(`/download/staff/${format}`)
    const sealed = await download(`/download/staff/${format}?encrypted=true`)
    expect([sealed.status, sealed.headers.get('Content-Type')]).toEqual([
      200,
      `${plain.headers.get('Content-Type')!.split(';')[0]}+crypt`,
    ])
    expect(sealed.headers.get('Content-Disposition')).toMatch(/\.crypt"$/)
    expect([sealed.headers.get('ETag'), sealed.headers.get('Cache-Control')]).toEqual([null, 'private, no-store'])
    expect(sealed.bytes.includes('sealed')).toBe(false)
    expect((await opened(sealed.bytes)).equals(plain.bytes)).toBe(true)
  }
  // Whoever may not read it may not read it encrypted.
  expect((await nobody.get('/download/staff/csv?encrypted=true')).status).toBe(403)
})

test('the record says where it is, with the parameters of RUDI', async () => {
  const { items } = (await town.get<{ items: { available_formats: object[] }[] }>('/resources?resource_title=staff'))
    .body
  const parameters = {
    ...{ encrypted: true, public_key_url: `http://town.example${keys}`, pub_key_cut: cutOf(publicKeyOf(publicKey)) },
    ...{ original_mime_type: 'text/csv', encrypted_mime_type: 'text/csv+crypt' },
  }
  expect(items[0]!.available_formats).toContainEqual(
    expect.objectContaining({
      connector: expect.objectContaining({
        url: expect.stringMatching(/\/download\/staff\/csv\?encrypted=true$/),
        connector_parameters: expect.arrayContaining(
          Object.entries(parameters).map(([key, value]) => expect.objectContaining({ key, value })),
        ),
      }),
    }),
  )
})
