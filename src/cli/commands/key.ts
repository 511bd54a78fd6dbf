import { createKey, type KeyScope, listKeys, revokeKey } from '../../observe/ingest/index.ts'
import type { Call } from '../args.ts'
import { columns, formats } from '../format.ts'
import { usage } from '../usage.ts'
import { withSensors } from '../with-sensors.ts'

/** `orchestra key add|list|revoke`: the keys with which network servers and clients write. */
export function key({ names, options }: Call): Promise<number> {
  const [verb, which] = names
  const { label, scope = 'frames', dataset } = options.sensors
  const { language } = options
  const say = (fr: string, en: string) => console.log(language === 'fr' ? fr : en)
  if (verb === 'add') {
    if (!label) throw usage({ fr: '--label dit à qui est la clé.', en: '--label says whose key it is.' })
    if (!isScope(scope))
      throw usage({ fr: '--scope est frames ou sensorthings.', en: '--scope is frames or sensorthings.' })
    if (scope === 'frames' && dataset)
      throw usage({
        fr: '--dataset va avec --scope sensorthings : le jeu d’une trame est celui de son appareil.',
        en: '--dataset goes with --scope sensorthings: the dataset of a frame is that of its device.',
      })
  } else if (verb === 'revoke' ? !/^\d+$/.test(which ?? '') : verb !== 'list')
    throw usage({
      fr: 'Attendu : « orchestra key add --label NOM », « key list » ou « key revoke NUMÉRO ».',
      en: "Expected: 'orchestra key add --label NAME', 'key list' or 'key revoke NUMBER'.",
    })

  return withSensors(options, async ({ observe: { store } }) => {
    if (verb === 'add') {
      const made = await createKey(store, { label: label!, scope: scope as KeyScope, ...(dataset && { dataset }) })
      if (options.json) console.log(JSON.stringify(made))
      else
        say(`Clé ${made.id}, montrée cette seule fois :\n${made.key}`, `Key ${made.id}, shown this once:\n${made.key}`)
      return 0
    }
    if (verb === 'revoke') {
      const done = await revokeKey(store, Number(which))
      if (done) say(`Clé ${which} révoquée.`, `Key ${which} revoked.`)
      else say(`Aucune clé valable n’a le numéro ${which}.`, `No valid key has the number ${which}.`)
      return done ? 0 : 1
    }
    const keys = await listKeys(store)
    if (options.json) console.log(JSON.stringify(keys))
    else {
      const { moment } = formats(language)
      const at = (date: Date | null) => (date ? moment(date) : '')
      const head =
        language === 'fr'
          ? ['n°>', 'nom', 'portée', 'jeu', 'créée', 'utilisée', 'révoquée']
          : ['no>', 'label', 'scope', 'dataset', 'created', 'used', 'revoked']
      console.log(
        columns(
          head,
          keys.map((one) => [
            String(one.id),
            one.label,
            one.scope,
            one.dataset ?? '',
            at(one.created),
            at(one.last_used),
            at(one.revoked),
          ]),
        ),
      )
    }
    return 0
  })
}

const isScope = (text: string): text is KeyScope => text === 'frames' || text === 'sensorthings'
