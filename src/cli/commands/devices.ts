import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Bilingual, Language } from '../../kernel/index.ts'
import { openSandbox } from '../../observe/codecs/index.ts'
import {
  bundledLibrary,
  type Checked,
  checkCodec,
  type Library,
  readLibrary,
} from '../../observe/codecs/library/index.ts'
import {
  csvTemplate,
  type DevicesImported,
  families,
  importDevices,
  importProfiles,
  rotateKeys,
} from '../../observe/fleet/index.ts'
import type { Observe } from '../../observe/index.ts'
import type { Call, Options } from '../args.ts'
import { columns } from '../format.ts'
import { usage } from '../usage.ts'
import { withSensors } from '../with-sensors.ts'

/**
 * `orchestra devices`: `check FOLDER` runs the examples of a library of device definitions, `check FILE.csv` says what an import
 * would do; `import FOLDER` brings profiles in, `import FILE.csv` devices; `template FAMILY` writes a CSV file to fill in; `rotate`
 * encrypts the keys again after ORCHESTRA_SECRET changed. Without a name, the folder is the library that comes with the product.
 */
export async function devices({ names, options }: Call): Promise<number> {
  const [verb, name] = names
  if (verb === 'template') return template(name)
  if (verb === 'rotate') return rotate(options)
  if (verb !== 'check' && verb !== 'import')
    throw usage({
      fr: 'Attendu : « orchestra devices check », « import », « template » ou « rotate », puis un dossier, un fichier ou une famille.',
      en: "Expected: 'orchestra devices check', 'import', 'template' or 'rotate', then a folder, a file or a family.",
    })
  const path = name === undefined ? bundledLibrary() : resolve(name)
  const isFile = (await stat(path).catch(() => undefined))?.isFile() ?? false
  if (isFile) return withSensors(options, ({ observe }) => bringDevices(observe, path, verb === 'check', options))
  const library = await readLibrary(path)
  const checked = await checkAll(library)
  if (verb === 'check') return report(library, checked, options)
  return withSensors(options, ({ observe }) => bringProfiles(observe, library, checked, options))
}

async function template(family: string | undefined): Promise<number> {
  const { devices: models } = await readLibrary(bundledLibrary())
  const model = models.find((one) => one.family === family)
  const text = family && model && csvTemplate(family, model.id)
  const known = families.map(({ id }) => id).join(', ')
  if (!text) throw usage({ fr: `Familles : ${known}.`, en: `Families: ${known}.` })
  process.stdout.write(text)
  return 0
}

function rotate(options: Options): Promise<number> {
  const { secret, oldSecret, language } = options
  if (!secret || !oldSecret)
    throw usage({
      fr: 'Donnez le nouveau secret par ORCHESTRA_SECRET et l’ancien par ORCHESTRA_OLD_SECRET.',
      en: 'Give the new secret by ORCHESTRA_SECRET and the old one by ORCHESTRA_OLD_SECRET.',
    })
  return withSensors(options, async ({ observe }) => {
    const count = await rotateKeys(observe.store, oldSecret, secret)
    console.log(language === 'fr' ? `${count} clés chiffrées de nouveau.` : `${count} keys encrypted again.`)
    return 0
  })
}

async function checkAll({ codecs }: Library): Promise<Checked[]> {
  const sandbox = openSandbox()
  try {
    return await Promise.all(codecs.map((codec) => checkCodec(sandbox, codec)))
  } finally {
    await sandbox.close()
  }
}

function report({ devices, unusable }: Library, checked: readonly Checked[], { json, language }: Options): number {
  const failed = checked.filter((one) => one.error || one.failed.length > 0)
  if (json) {
    console.log(JSON.stringify({ devices: devices.length, codecs: checked, unusable }))
    return failed.length + unusable.length > 0 ? 1 : 0
  }
  const say = (fr: string, en: string) => (language === 'fr' ? fr : en)
  const lines = checked.map(({ codec, examples, passed, error }) => [codec, error ? '✗' : `${passed}/${examples}`])
  console.log(columns(['codec', `${say('exemples', 'examples')}>`], lines))
  for (const { codec, failed: wrong, error } of failed) {
    if (error) console.log(`✗ ${codec}: ${error.say[language]}`)
    for (const { example, path, expected, got, error: thrown } of wrong)
      console.log(
        thrown
          ? `✗ ${codec} « ${example} »: ${thrown.say[language]}`
          : `✗ ${codec} « ${example} » ${path}: ${JSON.stringify(got)} ${say('au lieu de', 'instead of')} ${JSON.stringify(expected)}`,
      )
  }
  for (const { place, reason } of unusable) console.log(`✗ ${place}: ${reason[language]}`)
  const guessed = devices.filter((one) => one.guessed).length
  if (guessed > 0)
    console.log(
      say(
        `${guessed} modèles ne déclarent pas leurs mesures : elles sont devinées de leurs exemples, à relire.`,
        `${guessed} models do not declare their measures: they are guessed from their examples, to be read again.`,
      ),
    )
  const passed = checked.reduce((sum, one) => sum + one.passed, 0)
  const all = checked.reduce((sum, one) => sum + one.examples, 0)
  console.log(
    say(
      `${devices.length} modèles, ${passed} exemples sur ${all} justes.`,
      `${devices.length} models, ${passed} examples of ${all} right.`,
    ),
  )
  return failed.length + unusable.length > 0 ? 1 : 0
}

/** Profiles whose codec cannot even be read stay out; one that gets an example wrong comes in, and is named. */
async function bringProfiles(
  { store }: Observe,
  library: Library,
  checked: readonly Checked[],
  { json, language }: Options,
): Promise<number> {
  const broken = new Map(checked.flatMap(({ codec, error }) => (error ? [[codec, error.say] as const] : [])))
  const usable = library.devices.filter(({ codec }) => !codec || !broken.has(codec.id))
  const done = await store.transaction((tx) => importProfiles(tx, usable))
  const refused = [
    ...library.unusable.map(({ place, reason }) => ({ place, reason })),
    ...[...broken].map(([place, reason]) => ({ place, reason })),
  ]
  return tell(done, refused, json, language, { fr: 'profils', en: 'profiles' })
}

async function bringDevices(observe: Observe, path: string, dryRun: boolean, options: Options): Promise<number> {
  const { store, registry } = observe
  const text = await readFile(path, 'utf8')
  const done: DevicesImported = await importDevices({
    ...{ store, registry, text, dryRun, secret: options.secret, now: new Date() },
  })
  const refused = done.refused.map(({ line, column, reason }) => ({
    place: `${path}:${line}${column ? ` ${column}` : ''}`,
    reason,
  }))
  return tell(done, refused, options.json, options.language, { fr: 'appareils', en: 'devices' })
}

function tell(
  done: Omit<DevicesImported, 'dryRun' | 'refused'> & { readonly dryRun?: boolean },
  refused: readonly { readonly place: string; readonly reason: Bilingual }[],
  json: boolean,
  language: Language,
  what: Bilingual,
): number {
  const { created, updated, unchanged } = done
  if (json) console.log(JSON.stringify({ ...done, refused }))
  else {
    for (const { place, reason } of refused) console.log(`✗ ${place}: ${reason[language]}`)
    if (done.dryRun) console.log(language === 'fr' ? 'Essai, rien n’est changé.' : 'A trial: nothing is changed.')
    console.log(
      language === 'fr'
        ? `${what.fr} : ${created.length} nouveaux, ${updated.length} changés, ${unchanged} inchangés, ${refused.length} refusés.`
        : `${what.en}: ${created.length} new, ${updated.length} changed, ${unchanged} unchanged, ${refused.length} refused.`,
    )
  }
  return refused.length > 0 ? 1 : 0
}
