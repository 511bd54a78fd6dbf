import type { Context } from 'hono'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { inFormat, sendPage, tellIn } from '../../ogc/common/html/frame.tsx'
import { entityTypes } from '../model.ts'

/** The service root, for people: what it is, and requests that work. */
export function sensorThingsPage(deps: Deps, c: Context, root: string, mqtt: string | undefined) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const { territory } = deps.chain.graph
  const examples = [
    [
      '/Things?$expand=Locations,Datastreams($select=name,unitOfMeasurement)',
      tell('Les objets, où ils sont et ce qu’ils mesurent', 'The things, where they are and what they measure'),
    ],
    [
      '/Datastreams?$expand=Observations($top=1;$orderby=phenomenonTime desc),Thing($select=name)',
      tell('La dernière valeur de chaque flux', 'The latest value of each datastream'),
    ],
    [
      '/Observations?$orderby=phenomenonTime desc&$top=10&$expand=Datastream($select=name)',
      tell('Les dix dernières observations', 'The ten latest observations'),
    ],
    [
      '/Observations?$top=1000&$resultFormat=dataArray&$count=true',
      tell('Des observations en tableaux, plus légers', 'Observations as arrays, which are lighter'),
    ],
    [
      `/Locations?$filter=st_within(location,geography'${boxOf(territory.bounds)}')`,
      tell('Les lieux dans les limites du territoire', 'The places within the bounds of the territory'),
    ],
  ] as const
  return sendPage(deps, c, {
    title: tell(`Les capteurs de ${territory.title[language]}`, `The sensors of ${territory.title[language]}`),
    description: tell(
      'Objets, capteurs et observations par SensorThings 1.1',
      'Things, sensors and observations by SensorThings 1.1',
    ),
    formats: [{ href: inFormat(c, 'json'), title: 'JSON' }],
    children: (
      <>
        <p>
          {tell(
            'Ces adresses suivent la norme SensorThings 1.1 de l’OGC : elles donnent les objets équipés de capteurs, ce qu’ils mesurent et chaque observation. Un tableur, un SIG ou un programme les lit. Donnez-lui',
            'These addresses follow the SensorThings 1.1 standard of the OGC: they give the things with sensors, what they measure and each observation. A spreadsheet, a GIS or a program reads them. Give it',
          )}{' '}
          <code>{root}</code>
        </p>
        <h2>{tell('Les ensembles', 'The sets')}</h2>
        <ul>
          {entityTypes.map(({ set }) => (
            <li>
              <a href={`${root}/${set}`}>{set}</a>
            </li>
          ))}
        </ul>
        <h2>{tell('Pour essayer', 'To try')}</h2>
        <ul>
          {examples.map(([path, title]) => (
            <li>
              <a href={`${root}${path.replaceAll(' ', '%20')}`}>{title}</a>
              <br />
              <code>{path}</code>
            </li>
          ))}
        </ul>
        {mqtt && (
          <>
            <h2>MQTT</h2>
            <p>
              {tell(
                'Pour recevoir chaque observation dès qu’elle arrive, abonnez-vous à',
                'To get each observation as it comes, subscribe to',
              )}{' '}
              <code>v1.1/Observations</code> {tell('ou', 'or')}{' '}
              <code>v1.1/Datastreams(1)/Observations?$select=result</code> {tell('sur', 'at')} <code>{mqtt}</code>
            </p>
          </>
        )}
        <p>
          {tell(
            'Écrire demande une clé, que donne l’exploitant ; les distances et longueurs des filtres sont en degrés.',
            'Writing needs a key, which the operator gives; distances and lengths in filters are in degrees.',
          )}
        </p>
      </>
    ),
  })
}

/** A box as a polygon in well-known text. */
function boxOf([west, south, east, north]: readonly [number, number, number, number]): string {
  return `POLYGON((${west} ${south},${east} ${south},${east} ${north},${west} ${north},${west} ${south}))`
}
