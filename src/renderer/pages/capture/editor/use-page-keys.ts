// Keys of the whole page of a note, wherever the focus is; a part of the page that took a key first has it alone.
import { useEffect, useEffectEvent } from 'react'

export function usePageKeys(press: (event: KeyboardEvent) => void): void {
  const pressed = useEffectEvent(press)
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (!event.defaultPrevented) pressed(event)
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}
