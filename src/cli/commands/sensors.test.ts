import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { chirpstackUp } from '../../observe/ingest/testing/servers.ts'
import { temporary } from '../../store/testing.ts'
import { main } from '../main.ts'

// Each call listens to signals until the process ends.
process.setMaxListeners(50)

test('keys, a file of frames, and their replay, as commands', { timeout: 120_000 }, async () => {
  const { folder, home } = temporary()
  /** Runs a command and gives its exit code and what it wrote. */
  const run = async (...argv: string[]) => {
    const lines: string[] = []
    const take = (text: unknown) => void lines.push(String(text))
    const spies = [
      vi.spyOn(console, 'log').mockImplementation(take),
      vi.spyOn(console, 'error').mockImplementation(take),
    ]
    const code = await main([...argv, '--home', home, '--size', '0.25'], { LANG: 'en', ORCHESTRA_SECRET: 'tests' })
    for (const spy of spies) spy.mockRestore()
    return { code, text: lines.join('\n') }
  }

  expect(await run('key', 'add')).toMatchObject({ code: 2, text: expect.stringContaining('--label') })
  const added = await run('key', 'add', '--label', 'chirpstack')
  const secret = /oik_\S{43}/.exec(added.text)![0]
  const listed = await run('key', 'list')
  expect(listed.text).toMatch(/1 +chirpstack +frames/)
  expect(listed.text).not.toContain(secret)
  expect((await run('key', 'revoke', '1')).code).toBe(0)
  expect((await run('key', 'revoke', '1')).code).toBe(1)

  const uplink = (fcnt: number) => ({
    ...{ eui: 'A8000000000000C1', devAddr: '260B1234', fcnt, port: 5, payload: Buffer.from([1, 0, 210 + fcnt]) },
    time: new Date(Date.now() - 60_000 + fcnt * 1000),
  })
  const file = join(folder, 'frames.ndjson.gz')
  writeFileSync(file, gzipSync([1, 2, 3].map((n) => JSON.stringify(chirpstackUp(uplink(n)))).join('\n')))
  expect(await run('ingest', file)).toMatchObject({ code: 2 })
  expect(await run('ingest', file, '--connection', 'lorawan')).toMatchObject({
    ...{ code: 0, text: expect.stringMatching(/^3 messages .* 3 frames of which 0 copies/) },
  })
  expect(await run('ingest', file, '--connection', 'lorawan', '--json')).toMatchObject({
    text: expect.stringContaining('"duplicates":3'),
  })
  const devices = join(folder, 'devices.csv')
  writeFileSync(devices, 'eui,name,profile,dataset\nA8000000000000C1,One,elsys/ems,valmorne\n')
  expect((await run('devices', 'import', devices)).code).toBe(0)
  const replayed = await run('replay', '--device', 'A8000000000000C1', '--json')
  expect(JSON.parse(replayed.text)).toEqual({ frames: 3, decoded: 3, quarantined: 0 })
  expect((await run('compact', '--json')).code).toBe(0)
})
