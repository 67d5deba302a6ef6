// The entry of browser mode in plain Node.
import { runBrowserMode } from './run-browser-mode.ts'

await runBrowserMode()
