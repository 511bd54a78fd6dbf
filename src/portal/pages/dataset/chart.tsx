import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'
import { frequentValues } from './frequent.tsx'
import { type ChartProps, overTime } from './over-time.tsx'

/** The chart that suits a dataset: values over time where it has a time, else the most frequent values. */
export async function DatasetChart(props: ChartProps) {
  const picture = (await overTime(props)) ?? frequentValues(props)
  if (!picture) return null
  return (
    <section>
      <h2 id="chart">{speak(datasetTexts, props.page.language).chart}</h2>
      {picture}
    </section>
  )
}
