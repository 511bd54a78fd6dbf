import { boxIn } from '../../../../kernel/index.ts'
import { keyOf } from '../../../read/partitions.ts'
import type { Coverage } from '../../coverages/index.ts'
import { MOST_CELLS } from '../../edr/limits.ts'
import type { Tell } from './frame.tsx'
import { Connect, openCsv, type Program, Uses } from './uses.tsx'

interface RasterUsesProps {
  readonly coverage: Coverage
  /** Where this service is: `https://data.example.org`. */
  readonly origin: string
  readonly tell: Tell
}

/** How to use a raster elsewhere. */
export function RasterUses({ coverage, origin, tell }: RasterUsesProps) {
  const { node } = coverage.snapshot
  const { whole, file, count } = filesOf(coverage, origin)
  return (
    <Uses
      tell={tell}
      programs={rasterPrograms(coverage, origin)}
      spreadsheet={
        <p>
          {tell('Les valeurs en un lieu, longitude puis latitude :', 'The values at a place, longitude then latitude:')}{' '}
          <code>{placeAddress(coverage, origin)}</code>. {tell('Ce CSV est', 'This CSV is')} {openCsv(tell)}
        </p>
      }
    >
      <p>{tell('L’image :', 'The picture:')}</p>
      <Connect
        tell={tell}
        menu={tell(
          'Menu Couche › Ajouter une couche › Ajouter une couche WMS/WMTS',
          'Menu Layer › Add Layer › Add WMS/WMTS Layer',
        )}
        address={`${origin}/wms`}
        layer={node.name}
      />
      <p>{tell('Les valeurs :', 'The values:')}</p>
      <ol>
        <li>
          {tell(
            'Menu Couche › Ajouter une couche › Ajouter une couche raster',
            'Menu Layer › Add Layer › Add Raster Layer',
          )}
        </li>
        <li>
          {tell(
            'Type de source : Protocole : HTTP(S), cloud, etc. ; URI :',
            'Source type: Protocol: HTTP(S), cloud, etc.; URI:',
          )}{' '}
          <code>{file}</code>
        </li>
      </ol>
      {count > 1 && (
        <p>
          {tell(`C’est un des ${count} fichiers ; tous ensemble :`, `It is one of ${count} files; all of them:`)}{' '}
          <a href={new URL(whole).pathname}>{whole}</a>
        </p>
      )}
    </Uses>
  )
}

/** How many times fewer cells a side an answer that holds the whole raster has, so that it is not refused. */
export function scaleOfWhole({ raster, bands }: Pick<Coverage, 'raster' | 'bands'>): number {
  const cells = (factor: number) =>
    Math.max(1, Math.round(raster.width / factor)) * Math.max(1, Math.round(raster.height / factor)) * bands.length
  let factor = 1
  while (cells(factor) > MOST_CELLS && factor < Math.max(raster.width, raster.height)) factor += 1
  return factor
}

/** Where the cells of a raster are asked for, whole. */
export const wholeCells = (coverage: Coverage, format: string) => {
  const factor = scaleOfWhole(coverage)
  return `/ogc/collections/${coverage.snapshot.node.name}/coverage?f=${format}${factor > 1 ? `&scale-factor=${factor}` : ''}`
}

/** Where its files are: all of them, and one that is opened where it is. */
function filesOf({ snapshot: { node, partitions } }: Coverage, origin: string) {
  const whole = `${origin}/download/${node.name}/file`
  const file = node.partitions ? `${whole}?partition=${keyOf(node, partitions.at(-1)!)}` : whole
  return { whole, file, count: partitions.length }
}

/** Asks for what is at the middle of a raster. */
function placeAddress({ snapshot: { node }, raster }: Coverage, origin: string): string {
  const [west, south, east, north] = boxIn(raster.bbox, raster.crs, 'EPSG:4326')
  const [lon, lat] = [(west + east) / 2, (south + north) / 2].map((value) => value.toFixed(5))
  return `${origin}/ogc/collections/${node.name}/position?coords=POINT(${lon}%20${lat})&f=CSV`
}

/** The programs of the page. */
export function rasterPrograms(coverage: Coverage, origin: string): readonly Program[] {
  const { node } = coverage.snapshot
  const { whole, file, count } = filesOf(coverage, origin)
  const isTiled = node.partitions?.by === 'tile' && count > 1
  return [
    {
      name: ['Python (paquet rasterio)', 'Python (package rasterio)'],
      language: 'python',
      text: `import rasterio

with rasterio.open("${file}") as raster:
    print(raster.crs, raster.shape, raster.descriptions)
    values = raster.read(1, masked=True) * raster.scales[0] + raster.offsets[0]
    print(values.mean(), raster.units[0])`,
    },
    {
      name: ['R (paquet terra)', 'R (package terra)'],
      language: 'r',
      text: `library(terra)
raster <- rast("/vsicurl/${file}")
print(raster)
print(global(raster[[1]], "mean", na.rm = TRUE))`,
    },
    {
      name: ['JavaScript (navigateur, Node, Deno)', 'JavaScript (browser, Node, Deno)'],
      language: 'javascript',
      text: `const coverage = await (await fetch('${origin}${wholeCells(coverage, 'CoverageJSON')}')).json()
for (const [name, { axisNames, shape, values }] of Object.entries(coverage.ranges))
  console.log(name, axisNames, shape, values.find((value) => value !== null))`,
    },
    {
      name: isTiled
        ? ['GDAL : un seul raster de tous les fichiers', 'GDAL: one raster of all the files']
        : ['GDAL : un fichier GeoTIFF', 'GDAL: a GeoTIFF file'],
      language: 'sh',
      text: isTiled
        ? `curl -fLo ${node.name}.zip "${whole}"
unzip -o ${node.name}.zip -d ${node.name}
gdalbuildvrt ${node.name}.vrt ${node.name}/*.tif`
        : `gdal_translate "/vsicurl/${file}" ${node.name}.tif`,
    },
  ]
}
