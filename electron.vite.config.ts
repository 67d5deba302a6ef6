// Builds the page. Main runs from its source; Electron's preload gets its own section together with its window.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Declaration, Plugin } from 'postcss'

// electron-vite reads this version from the electron package, which is installed only once its window exists.
process.env['ELECTRON_MAJOR_VER'] ??= '45'

const SYSTEM_FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', arial, sans-serif"

/** GDS Transport and the crest are only for services on GOV.UK: neither they nor any other file stays in the styles. */
const withoutGovUkBrand: Plugin = {
  postcssPlugin: 'without-govuk-brand',
  AtRule: { 'font-face': (rule) => void rule.remove() },
  Declaration: (declaration: Declaration) => {
    if (declaration.value.includes('url(')) declaration.remove()
    else if (declaration.value.includes('GDS Transport')) declaration.value = SYSTEM_FONTS
  },
  // By now the crest's rules are empty of pictures; their name goes too.
  OnceExit: (root) => {
    root.walkRules(/__copyright-logo/, (rule) => void rule.remove())
  },
}

export default defineConfig({
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    css: { postcss: { plugins: [withoutGovUkBrand] } },
    build: {
      outDir: 'out/renderer',
      target: 'es2024',
      minify: true,
      // The media query hacks of govuk-frontend break the minifier for styles.
      cssMinify: false,
      // Nothing inline: the content security policy allows only files of this origin.
      assetsInlineLimit: 0,
      // The largest chunk is the dictionary of passphrases, which loads only where one is chosen.
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
})
