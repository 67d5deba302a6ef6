// Where lies what comes with Fieldbook. Source and build lie equally deep, so the same steps lead there from both.

export const places = {
  /** The built page. */
  pages: new URL('../../out/renderer/', import.meta.url),
  /** The built preload of Electron's window. */
  preload: new URL('../../out/preload/index.cjs', import.meta.url),
  /** The built main of Electron's window. */
  window: new URL('../../out/main/index.js', import.meta.url),
  resources: new URL('../../resources/', import.meta.url),
} as const
