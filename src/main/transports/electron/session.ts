// What no page may ever do in any session: use a permission, reach a network, fetch a dictionary, download.
import type { Session } from 'electron'
import { isOurUrl } from './origin.ts'

/** Electron grants what nobody decides, so every decision is made here, and is no (CRITERIA E6, E9). */
export function guardSession(session: Session, developing: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, decide) => decide(null))
  session.setBluetoothPairingHandler((_details, decide) => decide({ confirmed: false }))
  session.on('will-download', (event) => event.preventDefault())
  denySpelling(session)
  denyNetwork(session, developing)
}

/** Switching the checker off has not always kept Electron from fetching dictionaries, so there is no place to fetch from. */
function denySpelling(session: Session): void {
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerDictionaryDownloadURL('app://no-dictionaries/')
}

/** The page's own files are all that is ever asked for; without a proxy there is no look-up of one either. */
function denyNetwork(session: Session, developing: boolean): void {
  void session.setProxy({ mode: 'direct' })
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !isOurUrl(url) && !(developing && url.startsWith('devtools://')) })
  })
}
