import type { Call } from '../args.ts'

const text = {
  fr: `City Orchestra : une chaîne ouverte de la donnée pour les territoires.

  orchestra run [actif…]              met à jour les actifs et tout ce dont ils sont faits
  orchestra serve                     API, portail, calendrier
  orchestra worker                    prend du travail dans la même base
  orchestra status                    où en est chaque actif
  orchestra lineage ACTIF             d’où il vient
  orchestra export ACTIF --to FICHIER au format que dit la fin du nom
  orchestra gc [--keep N]             garde N versions (5) et libère le reste
  orchestra demo                      la ville de démonstration, produite et servie

  --territory ID|CHEMIN   territoire fourni (demo, rennes, redon) ou fichier (défaut : demo)
  --size N                échelle de la ville de démonstration (défaut : 1)
  --home DOSSIER          état : base, lac, caches (défaut : .orchestra)
  --data DOSSIER          instantanés des sources
  --offline               instantanés seulement, sans réseau
  --port N                port du portail (défaut : 8080)
  --json                  sortie pour les programmes

Environnement : ORCHESTRA_HOME, ORCHESTRA_DATA, DATABASE_URL, PORT, ORCHESTRA_SECRET, OPENLINEAGE_URL.
Codes de sortie : 0 fait, 1 une exécution ou un contrôle a échoué, 2 mauvais appel.`,
  en: `City Orchestra: an open data value chain for territories.

  orchestra run [asset…]              brings assets, and all they are made from, up to date
  orchestra serve                     APIs, portal, schedule
  orchestra worker                    takes work from the same database
  orchestra status                    where each asset stands
  orchestra lineage ASSET             where it comes from
  orchestra export ASSET --to FILE    in the format that the ending of its name says
  orchestra gc [--keep N]             keeps N versions (5) and frees the rest
  orchestra demo                      the demo town, made and served

  --territory ID|PATH   bundled territory (demo, rennes, redon) or a file (default: demo)
  --size N              scale of the demo town (default: 1)
  --home DIR            state: database, lake, caches (default: .orchestra)
  --data DIR            snapshots of the sources
  --offline             snapshots only, no network
  --port N              port of the portal (default: 8080)
  --json                output for programs

Environment: ORCHESTRA_HOME, ORCHESTRA_DATA, DATABASE_URL, PORT, ORCHESTRA_SECRET, OPENLINEAGE_URL.
Exit codes: 0 done, 1 a run or check failed, 2 bad usage.`,
}

/** `orchestra help`. */
export async function help({ options }: Call): Promise<number> {
  console.log(text[options.language])
  return 0
}
