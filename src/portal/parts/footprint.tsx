import type { Footprint, FootprintReport } from '../../api/json/shapes.ts'
import type { Page } from '../page.ts'
import { footprintTexts } from '../text/footprint.ts'
import { speak } from '../text/speak.ts'
import { FactList } from './facts.tsx'
import { DataTable } from './table.tsx'

/** Power of an LED bulb of 806 lm (a former 60 W one): 8 W. Source: typical value of EU energy labels (Regulation 2019/2015), 2021. */
const BULB_W = 8

/** A petrol car with its making: 218 gCO2e per km. Source: ADEME, Impact CO₂, « voiture thermique » (2023). */
const CAR_G_PER_KM = 218

/** Energy and carbon of some work, with a comparison a person can picture. */
export function FootprintWords({ page, footprint }: { page: Page; footprint: Footprint }) {
  const t = speak(footprintTexts, page.language)
  const { energy, carbon, duration } = page.format
  const distance = page.format.distance((footprint.co2e_g / CAR_G_PER_KM) * 1000)
  return (
    <dl class="figures">
      <div>
        <dt>{t.energy}</dt>
        <dd>{energy(footprint.energy_wh)}</dd>
        <dd class="quiet">{t.bulb(duration((footprint.energy_wh / BULB_W) * 3600))}</dd>
      </div>
      <div>
        <dt>{t.carbon}</dt>
        <dd>{carbon(footprint.co2e_g)}</dd>
        <dd class="quiet">{t.car(distance)}</dd>
      </div>
    </dl>
  )
}

/** Every measured part of a footprint, as a list. */
export function FootprintDetail({ page, footprint }: { page: Page; footprint: Footprint }) {
  const t = speak(footprintTexts, page.language)
  const { bytes, duration, energy, carbon } = page.format
  const facts: [string, string][] = [
    [t.cpu, duration(footprint.cpu_s)],
    [t.wall, duration(footprint.wall_s)],
    [t.read, bytes(footprint.bytes_read)],
    [t.written, bytes(footprint.bytes_written)],
    [t.fetched, bytes(footprint.bytes_fetched)],
    [t.energy, energy(footprint.energy_wh)],
    [t.carbon, carbon(footprint.co2e_g)],
  ]
  return <FactList facts={facts} />
}

/** How the estimate is made: each factor with its source. */
export function FootprintFactors({ page, constants }: { page: Page; constants: FootprintReport['constants'] }) {
  const t = speak(footprintTexts, page.language)
  const { number, unit } = page.format
  return (
    <details>
      <summary>{t.factors}</summary>
      <p>{t.estimated}</p>
      <DataTable
        caption={t.factors}
        hideCaption
        headings={[{ title: t.factor }, { title: t.value, numeric: true }, { title: t.source }]}
        rows={[
          ...constants.map((c) => [
            c.title[page.language],
            `${number(c.value, 9)}\u00a0${unit(c.unit)}`,
            `${c.source} (${c.date})`,
          ]),
          [t.bulbFactor, `${BULB_W}\u00a0W`, 'UE 2019/2015 (2021)'],
          [t.carFactor, `${CAR_G_PER_KM}\u00a0g CO₂e/km`, 'ADEME, Impact CO₂ (2023)'],
        ]}
      />
    </details>
  )
}
