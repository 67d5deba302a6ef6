// Ctrl+Shift+L locks from everywhere.
import { useEffect } from 'react'

export function useLockKeys(lock: (() => void) | null): void {
  useEffect(() => {
    if (lock === null) return
    const press = (event: KeyboardEvent) => {
      if (!event.ctrlKey || !event.shiftKey || event.key.toLowerCase() !== 'l') return
      event.preventDefault()
      lock()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [lock])
}
