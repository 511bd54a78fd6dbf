import { OrchestraError } from './errors.ts'
import { type Harvest, harvestKinds } from './harvest.ts'

/** Throws `harvest.declared` for a harvest of a territory that could not be done: its name, kind, address or share. */
export function checkHarvests(harvests: readonly Harvest[]): void {
  const seen = new Set<string>()
  for (const { id, kind, address, mayLose = 0.5 } of harvests) {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 40)
      throw wrong(
        id,
        'son nom ne va pas : minuscules, chiffres et « - »',
        'its name will not do: lower case letters, digits and -',
      )
    if (seen.has(id)) throw wrong(id, 'deux moissons portent ce nom', 'two harvests have this name')
    seen.add(id)
    if (!harvestKinds.includes(kind)) throw wrong(id, `genre inconnu : ${kind}`, `unknown kind: ${kind}`)
    const url = URL.canParse(address) ? new URL(address) : undefined
    if (!url || !/^https?:$/.test(url.protocol) || url.username)
      throw wrong(id, 'son adresse n’est pas une adresse http ou https', 'its address is no http or https address')
    if (!(mayLose > 0 && mayLose <= 1)) throw wrong(id, 'mayLose va de 0 à 1', 'mayLose goes from 0 to 1')
  }
}

const wrong = (place: string, fr: string, en: string) =>
  new OrchestraError({
    code: 'harvest.declared',
    say: { fr: `Moisson mal déclarée : ${fr}.`, en: `Harvest ill declared: ${en}.` },
    remedy: {
      fr: `Corrigez-la dans le fichier du territoire. Genres : ${harvestKinds.join(', ')}.`,
      en: `Correct it in the file of the territory. Kinds: ${harvestKinds.join(', ')}.`,
    },
    place,
  })
