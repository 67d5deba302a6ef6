// Locks when nobody has been there for a while; true while that is announced.
import { useEffect, useState } from 'react'
import { IdleWatch } from '../../stores/idle.ts'

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const
/** Milliseconds between two looks, and after which a lock that failed is asked for again. */
const everySecond = 1_000
const patience = 30_000

export function useIdleLock(lock: (() => void) | null): boolean {
  const [announced, setAnnounced] = useState(false)
  useEffect(() => {
    if (lock === null) return
    const watch = new IdleWatch(() => Date.now())
    let asked = Number.NEGATIVE_INFINITY
    const look = () => {
      const { state } = watch
      setAnnounced(state === 'announced')
      if (state !== 'over' || Date.now() - asked < patience) return state
      asked = Date.now()
      lock()
      return state
    }
    // The first key after a night's sleep must not open what should have been locked.
    const sign = () => {
      if (look() === 'over') return
      watch.sign()
      setAnnounced(false)
    }
    for (const type of signs) window.addEventListener(type, sign, { capture: true, passive: true })
    const looking = setInterval(look, everySecond)
    return () => {
      clearInterval(looking)
      for (const type of signs) window.removeEventListener(type, sign, { capture: true })
      setAnnounced(false)
    }
  }, [lock])
  return announced
}
