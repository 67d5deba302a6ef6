// The menu: editing, size of text, window. Electron's own would reload the page and open web sites.
import { Menu, type MenuItemConstructorOptions } from 'electron'

export function setMenu(platform: NodeJS.Platform): void {
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
  }
  // On macOS the shortcuts for copying and quitting come from the menu alone.
  const first: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(Menu.buildFromTemplate([...first, { role: 'editMenu' }, view, { role: 'windowMenu' }]))
}
