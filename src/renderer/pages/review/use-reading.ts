// Notes which notes of a bundle come into view, and has that recorded once when the page is left.
import { type RefCallback, useCallback, useEffect, useMemo, useState } from 'react'
import { beforeLeaving } from '../../stores/navigation.ts'
import { createReading } from '../../stores/review/reading.ts'

interface Place {
  readonly inspection: string
  readonly bundle: string
}

/** Returns what each note's element is given as its `ref`; the element names its note as `data-note`. */
export function useReading({ inspection, bundle }: Place): RefCallback<HTMLElement> {
  const [reading] = useState(() => createReading(inspection, bundle))
  const observer = useMemo(
    () =>
      new IntersectionObserver((seen) => {
        for (const { isIntersecting, target } of seen) {
          const note = target instanceof HTMLElement ? target.dataset['note'] : undefined
          if (isIntersecting && note !== undefined) reading.saw(note)
        }
      }),
    [reading],
  )
  useEffect(() => {
    const stay = beforeLeaving(reading.end)
    return () => {
      stay()
      void reading.end()
    }
  }, [reading])
  return useCallback(
    (element) => {
      if (element === null) return
      observer.observe(element)
      return () => observer.unobserve(element)
    },
    [observer],
  )
}
