// The page's entry: puts the bridge under the client and draws the frame.
import './jitless.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { electronBridge, preloaded } from './electron/bridge.ts'
import { loopbackBridge } from './loopback/bridge.ts'
import { onFreshToken, takeToken } from './loopback/token.ts'
import { Layout } from './pages/layout/Layout.tsx'
import { startNavigation } from './stores/navigation.ts'
import { startSession } from './stores/session-events.ts'

const windowBridge = preloaded(window)
startSession(
  windowBridge === null
    ? loopbackBridge((url, init) => window.fetch(url, init), { take: takeToken, onFresh: onFreshToken })
    : electronBridge(windowBridge),
)
startNavigation()

const root = document.getElementById('page')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Layout />
    </StrictMode>,
  )
}
