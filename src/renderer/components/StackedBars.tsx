// Bars of several series, told apart by pattern as well as by colour; a table beside them says the same in numbers.
interface Series {
  readonly id: string
  readonly label: string
}

interface Bar {
  readonly key: string
  readonly label: string
  /** One for each series. */
  readonly values: readonly number[]
}

interface Props {
  /** Says what is shown, and where the numbers stand, to those who do not see it. */
  readonly label: string
  readonly keyLabel: string
  readonly series: readonly Series[]
  readonly bars: readonly Bar[]
}

/** Each series has one; more series than patterns begin again. */
const patterns = ['solid', 'rising', 'dots', 'lines', 'empty', 'falling', 'grid', 'columns'] as const
const fillOf = (place: number) => `url(#fb-pattern-${patterns[place % patterns.length] ?? 'solid'})`

export function StackedBars({ label, keyLabel, series, bars }: Props) {
  const longest = Math.max(1, ...bars.map(({ values }) => sumOf(values)))
  return (
    <figure className="fb-bars" role="img" aria-label={label}>
      <Patterns />
      <div className="fb-bars__rows">
        {bars.map((bar) => (
          <BarRow key={bar.key} bar={bar} series={series} longest={longest} />
        ))}
      </div>
      <figcaption className="fb-bars__key">
        <span className="fb-bars__key-title">{keyLabel}</span>
        {series.map(({ id, label: name }, place) => (
          <span key={id} className="fb-bars__key-item">
            <svg className="fb-bars__swatch" aria-hidden="true">
              <rect width="100%" height="100%" fill={fillOf(place)} className="fb-bars__piece" />
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

function BarRow({
  bar,
  series,
  longest,
}: {
  readonly bar: Bar
  readonly series: Props['series']
  readonly longest: number
}) {
  const share = (count: number) => `${(count / longest) * 100}%`
  return (
    <>
      <span className="fb-bars__label">{bar.label}</span>
      <svg className="fb-bars__bar">
        {bar.values.map((value, place) =>
          value === 0 ? null : (
            <rect
              key={series[place]?.id ?? place}
              x={share(sumOf(bar.values.slice(0, place)))}
              width={share(value)}
              height="100%"
              fill={fillOf(place)}
              className="fb-bars__piece"
            />
          ),
        )}
      </svg>
      <span className="fb-bars__sum">{sumOf(bar.values)}</span>
    </>
  )
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** The colours stand in the styles; the shapes tell the series apart without them. */
function Patterns() {
  return (
    <svg className="fb-bars__patterns" aria-hidden="true">
      <defs>
        {patterns.map((name) => (
          <pattern key={name} id={`fb-pattern-${name}`} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" className={`fb-pattern fb-pattern--${name}`} />
            <path d={shapes[name]} className={`fb-pattern__shape fb-pattern__shape--${name}`} />
          </pattern>
        ))}
      </defs>
    </svg>
  )
}

const shapes = {
  solid: '',
  rising: 'M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6',
  dots: 'M3 3 h2 v2 h-2 z',
  lines: 'M0 4 H8',
  empty: '',
  falling: 'M-2 6 L2 10 M0 0 L8 8 M6 -2 L10 2',
  grid: 'M0 4 H8 M4 0 V8',
  columns: 'M4 0 V8',
} as const
