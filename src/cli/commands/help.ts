import type { Call } from '../args.ts'

const text = {
  fr: `City Orchestra : une chaîne ouverte de la donnée pour les territoires.

  orchestra run [actif…]              met à jour les actifs et tout ce dont ils sont faits
  orchestra serve                     API, portail, calendrier
  orchestra worker                    prend du travail dans la même base
  orchestra status                    où en est chaque actif
  orchestra lineage ACTIF             d’où il vient
  orchestra export ACTIF --to FICHIER au format que dit la fin du nom
  orchestra harvest [SOURCE…] [--full] [--accept-loss]   moissonne les catalogues du territoire
  orchestra encrypt|decrypt FICHIER --key CLÉ.pem --to FICHIER   fichiers chiffrés de RUDI (+crypt)
  orchestra gc [--keep N]             garde N versions (5) et libère le reste
  orchestra key add|list|revoke       clés d’écriture (--label, --scope frames|sensorthings, --dataset)
  orchestra ingest FICHIER --connection NOM   prend les messages d’un fichier (un JSON par ligne)
  orchestra replay [--device EUI] [--since JOUR] [--all]   relit les trames de côté
  orchestra compact                   applique la durée de garde, range les vieux mois d’observations
  orchestra devices check [DOSSIER|CSV]   essaie une bibliothèque d’appareils, ou une liste d’appareils
  orchestra devices import [DOSSIER|CSV]  apporte des profils, ou des appareils
  orchestra devices template FAMILLE  modèle de liste à remplir
  orchestra devices rotate            chiffre les clés de nouveau quand ORCHESTRA_SECRET a changé
  orchestra admin                     lien qui fait un administrateur du service
  orchestra demo                      la ville de démonstration, produite et servie

  --territory ID|CHEMIN   territoire fourni (demo, rennes, redon) ou fichier (défaut : demo)
  --size N                échelle de la ville de démonstration (défaut : 1)
  --home DOSSIER          état : base, lac, caches (défaut : .orchestra)
  --data DOSSIER          instantanés des sources
  --offline               instantanés seulement, sans réseau
  --workers N             processus qui se partagent les dalles (défaut : les cœurs, 4 au plus)
  --port N                port du portail (défaut : 8080)
  --mqtt-port N           port du serveur MQTT (défaut : 1883)
  --json                  sortie pour les programmes
  --filter --bbox --datetime --columns --crs --version
                          ce qu’« export » garde : filtre CQL2, ouest,sud,est,nord, période, colonnes,
                          EPSG:2154, instant dont on veut la version

Environnement : ORCHESTRA_HOME, ORCHESTRA_DATA, DATABASE_URL, PORT, MQTT_PORT, ORCHESTRA_PUBLIC_URL, ORCHESTRA_SECRET, ORCHESTRA_OLD_SECRET, OPENLINEAGE_URL ;
comptes : ORCHESTRA_SIGN_UP (open, moderated, closed), ORCHESTRA_SMTP_URL et ORCHESTRA_MAIL_FROM, ORCHESTRA_OPENID_ISSUER, _CLIENT, _SECRET, _NAME, _TRUST_EMAIL.
Codes de sortie : 0 fait, 1 une exécution ou un contrôle a échoué, 2 mauvais appel.`,
  en: `City Orchestra: an open data value chain for territories.

  orchestra run [asset…]              brings assets, and all they are made from, up to date
  orchestra serve                     APIs, portal, schedule
  orchestra worker                    takes work from the same database
  orchestra status                    where each asset stands
  orchestra lineage ASSET             where it comes from
  orchestra export ASSET --to FILE    in the format that the ending of its name says
  orchestra harvest [SOURCE…] [--full] [--accept-loss]   harvests the catalogues of the territory
  orchestra encrypt|decrypt FILE --key KEY.pem --to FILE   encrypted files of RUDI (+crypt)
  orchestra gc [--keep N]             keeps N versions (5) and frees the rest
  orchestra key add|list|revoke       keys for writing (--label, --scope frames|sensorthings, --dataset)
  orchestra ingest FILE --connection NAME     takes the messages of a file (one JSON a line)
  orchestra replay [--device EUI] [--since DAY] [--all]    reads the frames set aside again
  orchestra compact                   applies retention, moves old months of observations to files
  orchestra devices check [FOLDER|CSV]   tries a library of devices, or a list of devices
  orchestra devices import [FOLDER|CSV]  brings profiles in, or devices
  orchestra devices template FAMILY   a list to fill in
  orchestra devices rotate            encrypts the keys again once ORCHESTRA_SECRET changed
  orchestra admin                     a link that makes an administrator of the service
  orchestra demo                      the demo town, made and served

  --territory ID|PATH   bundled territory (demo, rennes, redon) or a file (default: demo)
  --size N              scale of the demo town (default: 1)
  --home DIR            state: database, lake, caches (default: .orchestra)
  --data DIR            snapshots of the sources
  --offline             snapshots only, no network
  --workers N           processes that share the tiles (default: the cores, 4 at most)
  --port N              port of the portal (default: 8080)
  --mqtt-port N         port of the MQTT broker (default: 1883)
  --json                output for programs
  --filter --bbox --datetime --columns --crs --version
                        what export keeps: a CQL2 filter, west,south,east,north, a period, columns,
                        EPSG:2154, the instant whose version is wanted

Environment: ORCHESTRA_HOME, ORCHESTRA_DATA, DATABASE_URL, PORT, MQTT_PORT, ORCHESTRA_PUBLIC_URL, ORCHESTRA_SECRET, ORCHESTRA_OLD_SECRET, OPENLINEAGE_URL;
accounts: ORCHESTRA_SIGN_UP (open, moderated, closed), ORCHESTRA_SMTP_URL and ORCHESTRA_MAIL_FROM, ORCHESTRA_OPENID_ISSUER, _CLIENT, _SECRET, _NAME, _TRUST_EMAIL.
Exit codes: 0 done, 1 a run or check failed, 2 bad usage.`,
}

/** `orchestra help`. */
export async function help({ options }: Call): Promise<number> {
  console.log(text[options.language])
  return 0
}
