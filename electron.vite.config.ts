// Builds the page, and main and preload of Electron's window. Browser mode, the engine and tests run from source.
import { cpSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Declaration, Plugin } from 'postcss'
import type { Plugin as BuildPlugin } from 'vite'

/** The Node inside Electron; electron-vite's own table ends before this version. */
const target = 'node24'

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

/** The engine reads the vault's migrations beside its own code, built or not. */
const withMigrations: BuildPlugin = {
  name: 'with-migrations',
  writeBundle: () => cpSync('src/main/data/migrations', 'out/main/migrations', { recursive: true }),
}

export default defineConfig({
  main: {
    plugins: [withMigrations],
    build: {
      target,
      outDir: 'out/main',
      rolldownOptions: {
        input: { index: 'src/main/index.ts', engine: 'src/main/engine.ts' },
        // All in one folder and under stable names: paths are relative to the file that a line ends up in.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      target,
      outDir: 'out/preload',
      rolldownOptions: {
        input: 'src/preload/index.ts',
        // A preload in a sandbox cannot be a module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
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
