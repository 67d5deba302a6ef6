// Underlines stretches of a text inside its own field: a layer with the same letters, unseen, over those that are seen.
import { Fragment, memo, useEffect, useRef, useState } from 'react'
import {
  linesOf,
  piecesOf,
  type Stretch,
  type Underlined,
  type UnderlinedLine,
  underlined,
} from '../capture/underlines.ts'

interface Props {
  /** The text in which the stretches have their places; what is typed since moves them. */
  readonly text: string
  /** In the order of the text, and none inside another. */
  readonly stretches: readonly Stretch[]
}

const nothing: Underlined = { text: '', stretches: [] }

/** Whatever decides where a letter stands. */
const metrics = [
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'font-stretch',
  'font-variant',
  'font-kerning',
  'font-feature-settings',
  'letter-spacing',
  'word-spacing',
  'line-height',
  'text-align',
  'text-indent',
  'text-rendering',
  'text-transform',
  'direction',
  'tab-size',
  'white-space',
  'overflow-wrap',
  'word-break',
  'line-break',
  'hyphens',
  'padding-top',
  'padding-right',
  'padding-bottom',
  'padding-left',
]

/**
 * For the `layer` of a TextArea. It never holds up a keystroke: it is drawn with the next picture, and only when something
 * changed up to the end of the last line with a stretch. Those who do not see it have the list below the field.
 */
export function Underlines({ text, stretches }: Props) {
  const layer = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState(nothing)
  const any = stretches.length > 0
  useEffect(() => {
    const area = areaOf(layer.current)
    if (area === null || !any) return setShown(nothing)
    let frame = 0
    const draw = () => {
      const next = underlined(stretches, text, area.value)
      setShown((before) => (isSame(before, next) ? before : next))
    }
    const type = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(draw)
    }
    draw()
    area.addEventListener('input', type)
    return () => {
      cancelAnimationFrame(frame)
      area.removeEventListener('input', type)
    }
  }, [any, text, stretches])
  useFit(layer, any)
  return (
    <div ref={layer} className="fb-underlines" aria-hidden="true" inert>
      <div className="fb-underlines__text">
        {linesOf(shown).map((line, index) => (
          // A line has no name of its own but its place.
          <Line key={index} line={line} />
        ))}
      </div>
    </div>
  )
}

const Line = memo(
  function Line({ line }: { readonly line: UnderlinedLine }) {
    return (
      <div>
        {piecesOf(line).map(({ words, mark }, index) =>
          mark ? <mark key={index}>{words}</mark> : <Fragment key={index}>{words}</Fragment>,
        )}
      </div>
    )
  },
  ({ line: one }, { line: other }) => one.words === other.words && places(one) === places(other),
)

/** Keeps the layer as large as the field shows, its letters as they are there, and scrolled with it. */
function useFit(layer: React.RefObject<HTMLDivElement | null>, any: boolean): void {
  useEffect(() => {
    const over = layer.current
    const area = areaOf(over)
    const letters = over?.firstElementChild
    if (!any || over === null || area === null || !(letters instanceof HTMLElement)) return
    const scroll = () => letters.style.setProperty('transform', `translate(0, ${-area.scrollTop}px)`)
    const fit = () => {
      const style = getComputedStyle(area)
      for (const name of metrics) letters.style.setProperty(name, style.getPropertyValue(name))
      // Without border and scroll bar: that is where the letters are.
      over.style.setProperty('left', `${area.offsetLeft + area.clientLeft}px`)
      over.style.setProperty('top', `${area.offsetTop + area.clientTop}px`)
      over.style.setProperty('width', `${area.clientWidth}px`)
      over.style.setProperty('height', `${area.clientHeight}px`)
      scroll()
    }
    fit()
    const watch = new ResizeObserver(fit)
    watch.observe(area)
    area.addEventListener('scroll', scroll)
    return () => {
      watch.disconnect()
      area.removeEventListener('scroll', scroll)
    }
  }, [layer, any])
}

function areaOf(layer: HTMLElement | null): HTMLTextAreaElement | null {
  return layer?.parentElement?.querySelector('textarea') ?? null
}

function isSame(one: Underlined, other: Underlined): boolean {
  return one.text === other.text && places(one) === places(other)
}

function places({ stretches }: Pick<Underlined, 'stretches'>): string {
  return stretches.map(({ from, to }) => `${from} ${to}`).join()
}
