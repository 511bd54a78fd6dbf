import type { Context } from 'hono'
import { boxIn, type Language, OrchestraError } from '../../../../kernel/index.ts'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { temporalExtent } from '../../../read/extent.ts'
import { sendPage, type Tell, tellIn, waysTo } from '../../common/html/frame.tsx'
import type { SamplesAnswer, SeriesAnswer } from '../answer.ts'
import { type Asked, answerTo } from '../ask.ts'
import type { Opened, OpenedRaster, OpenedStations } from '../open.ts'
import { formatsOf, type QueryName, queryTitles, questionsOf } from '../queries.ts'
import { nearest } from '../select.ts'
import { rounded } from '../write/numbers.ts'
import { linesOf, titlesOf } from '../write/table.ts'
import { Chart } from './chart.tsx'
import { Form } from './form.tsx'
import type { PageQuery } from './query.ts'

/** Lines of the table shown: all are in the files. */
const MOST_LINES = 100
const WEEK_DAYS = 7
const DAY_MS = 86_400_000

/** The page of a collection where people ask by place and period, with the answer as a chart or a table. */
export async function dataPage(deps: Deps, c: Context, opened: Opened, asked: PageQuery): Promise<Response> {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const { node } = opened.snapshot
  const { entry, collections } = waysTo(tell)
  const shown = opened.kind === 'raster' ? shownOfRaster(opened, asked) : await shownOfStations(deps, opened, asked)
  const question = questionOf(opened.kind, shown)
  const here = `/ogc/collections/${node.name}`
  const { answer, fault } = await tried(() =>
    deps.reads.run(() => answerTo(deps, opened, question.query, question.asked)),
  )
  return sendPage(deps, c, {
    title: tell(`${node.title.fr} : par lieu et période`, `${node.title.en}: by place and period`),
    path: [entry, collections, { href: `${here}?f=html`, title: node.title[language] }],
    children: (
      <>
        {opened.kind === 'raster' && <Picture collection={node.name} title={node.title[language]} tell={tell} />}
        <Form opened={opened} asked={shown} language={language} tell={tell} />
        {fault && (
          <div class="fault" role="alert">
            <p>{fault.say[language]}</p>
            {fault.remedy && <p>{fault.remedy[language]}</p>}
          </div>
        )}
        {answer && answer.kind !== 'grid' && (
          <Shown answer={answer} language={language} timezone={deps.chain.graph.territory.timezone} tell={tell} />
        )}
        <Programs here={here} kind={opened.kind} question={question} language={language} tell={tell} />
      </>
    ),
  })
}

/** What a station shows without being asked: the first one, over the last week. */
async function shownOfStations(deps: Deps, opened: OpenedStations, asked: PageQuery): Promise<PageQuery> {
  const { node } = opened.snapshot
  const summary = (await deps.summaries()).get(node.name)!
  const covered = await temporalExtent(deps, node, summary, true)
  const last = Date.parse(covered?.to ?? deps.chain.clock().toISOString())
  const day = (time: number) => new Date(time).toISOString().slice(0, 10)
  const asOf = Date.parse(asked.to ?? day(last))
  // A last day that is none is told under the form, when the question is asked.
  const end = Number.isNaN(asOf) ? last : asOf
  const near =
    asked.lon !== undefined && asked.lat !== undefined
      ? nearest(opened.stations, [[asked.lon, asked.lat]])[0]
      : undefined
  const station = asked.location ?? near?.id ?? opened.stations[0]?.id
  return {
    ...asked,
    ...(station !== undefined && { location: station }),
    parameter: asked.parameter ?? opened.parameters[0]!.id,
    to: asked.to ?? day(last),
    from: asked.from ?? day(end - (WEEK_DAYS - 1) * DAY_MS),
  }
}

/** What a raster shows without being asked: the middle of it. */
function shownOfRaster({ coverage: { raster } }: OpenedRaster, asked: PageQuery): PageQuery {
  const [west, south, east, north] = boxIn(raster.bbox, raster.crs, 'EPSG:4326')
  const middle = (a: number, b: number) => Math.round(((a + b) / 2) * 1e5) / 1e5
  return { ...asked, lon: asked.lon ?? middle(west, east), lat: asked.lat ?? middle(south, north) }
}

interface Question {
  readonly query: QueryName
  readonly asked: Asked
  /** Its address after that of the collection. */
  readonly address: string
}

function questionOf(kind: Opened['kind'], shown: PageQuery): Question {
  if (kind === 'raster') {
    const coords = `POINT(${shown.lon} ${shown.lat})`
    return { query: 'position', asked: { coords }, address: `position?${new URLSearchParams({ coords })}` }
  }
  const asked = { datetime: `${shown.from}/${shown.to}`, 'parameter-name': shown.parameter! }
  const location = shown.location ?? ''
  return {
    query: 'locations',
    asked: { ...asked, location },
    address: `locations/${encodeURIComponent(location)}?${new URLSearchParams(asked)}`,
  }
}

/** What is not to be had is told on the page, under the form that asked for it. */
async function tried<T>(work: () => Promise<T>): Promise<{ answer?: T; fault?: OrchestraError }> {
  try {
    return { answer: await work() }
  } catch (error) {
    if (error instanceof OrchestraError && /^api\.(no-data|too-large|bad-parameter|unknown-location)$/.test(error.code))
      return { fault: error }
    throw error
  }
}

function Picture({
  collection,
  title,
  tell,
}: {
  readonly collection: string
  readonly title: string
  readonly tell: Tell
}) {
  const here = `/ogc/collections/${collection}/map`
  return (
    <figure class="raster">
      <img src={`${here}?width=760`} alt={tell(`Carte : ${title}`, `Map: ${title}`)} width="760" loading="lazy" />
      <figcaption>
        <img
          src={`${here}/legend`}
          alt={tell('Légende des couleurs', 'Legend of the colours')}
          width="260"
          height="64"
        />
      </figcaption>
    </figure>
  )
}

interface ShownProps {
  readonly answer: SeriesAnswer | SamplesAnswer
  readonly language: Language
  readonly timezone: string
  readonly tell: Tell
}

function Shown({ answer, language, timezone, tell }: ShownProps) {
  const titles = titlesOf(answer, language)
  const { header, rows } = linesOf(answer)
  const all = [...rows]
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: timezone })
  const own: Readonly<Record<string, string>> = {
    location: tell('Station', 'Station'),
    name: tell('Nom', 'Name'),
    x: tell('Longitude', 'Longitude'),
    y: tell('Latitude', 'Latitude'),
    datetime: tell('Heure locale', 'Local time'),
  }
  const cell = (value: string | number | null, column: string) => {
    if (value === null) return '—'
    if (typeof value === 'number') return value.toLocaleString(language, { maximumFractionDigits: 5 })
    return column === 'datetime' && value.length > 10 ? moment.format(new Date(value)) : value
  }
  const [parameter] = answer.parameters
  const curve = curveOf(answer)
  return (
    <>
      {curve && parameter && (
        <figure>
          <figcaption>{[titles.get(parameter.id), curve.of].filter(Boolean).join(' — ')}</figcaption>
          <Chart
            times={curve.times}
            values={curve.values}
            label={titles.get(parameter.id)!}
            language={language}
            timezone={timezone}
          />
        </figure>
      )}
      <section class="scroll" aria-label={tell('Valeurs', 'Values')} tabindex={0}>
        <table>
          <caption>
            {all.length > MOST_LINES
              ? tell(
                  `Les ${MOST_LINES} premières valeurs sur ${all.length.toLocaleString('fr')} ; toutes sont dans les fichiers ci-dessous.`,
                  `The first ${MOST_LINES} values of ${all.length.toLocaleString('en')}; all are in the files below.`,
                )
              : tell('Les valeurs', 'The values')}
          </caption>
          <thead>
            <tr>
              {header.map((name) => (
                <th scope="col">{titles.get(name) ?? own[name] ?? name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.slice(0, MOST_LINES).map((line) => (
              <tr>
                {line.map((value, i) => (
                  <td>{cell(value, header[i]!)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

/** What an answer has to draw as a line of time: the first parameter, of the first station or place. */
function curveOf(answer: SeriesAnswer | SamplesAnswer) {
  if (answer.kind === 'series') {
    const [first] = answer.series
    return first && { of: first.station.title ?? first.station.id, times: first.times, values: first.values[0]! }
  }
  const { times, values } = answer
  return times && { of: undefined, times, values: values.map(([value]) => rounded(value ?? Number.NaN)) }
}

interface ProgramsProps {
  readonly here: string
  readonly kind: Opened['kind']
  readonly question: Question
  readonly language: Language
  readonly tell: Tell
}

/** The same answer for programs, and what else may be asked. */
function Programs({ here, kind, question, language, tell }: ProgramsProps) {
  const others = questionsOf[kind].map((query) => queryTitles[query][language])
  return (
    <>
      <h2>{tell('La même réponse en fichier', 'The same answer as a file')}</h2>
      <ul>
        {formatsOf(kind, question.query).map(({ f, title }) => (
          <li>
            <a href={`${here}/${question.address}&f=${f}`}>{title}</a>
          </li>
        ))}
      </ul>
      <p class="quiet">
        {tell('Un programme peut aussi demander : ', 'A program may also ask for: ')}
        {others.join(' ; ')}. <a href="/ogc/api.html">{tell('Comment le demander', 'How to ask')}</a>
      </p>
    </>
  )
}
