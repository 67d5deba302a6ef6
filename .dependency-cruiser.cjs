// The layers: what each folder may import. The table under "Imports" in README.md names every rule with its sentence.
const npm = (...names) => names.map((name) => `node_modules/${name}(/|$)`)
const node = (...names) => names.map((name) => `^(node:)?${name}$`)
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const only = (name, comment, folder, ...allowed) => rule(name, comment, { path: folder }, { pathNot: allowed.flat() })

const everywhere = [
  rule('no-cycles', 'No module imports itself by way of others.', {}, { circular: true }),
  rule('no-unresolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
  rule(
    'product-knows-no-tests',
    'Nothing in src imports tests or packages that are installed for development only.',
    { path: '^src/' },
    { path: '^test/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'product-needs-no-dev-packages',
    'Nothing in src needs a package that is installed for development only, but for its types and for Electron.',
    { path: '^src/' },
    // What is imported as `electron` inside Electron comes with its runtime, not from the package.
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: npm('@types', 'electron') },
  ),
  rule(
    'apps-do-not-meet',
    'Main, preload, renderer and central never import each other.',
    { path: '^src/(main|preload|renderer|central)/' },
    { path: '^src/(main|preload|renderer|central)/', pathNot: '^src/$1/' },
  ),
]

const shared = [
  only('shared-is-pure', 'Shared imports nothing but itself and zod.', '^src/shared/', '^src/shared/', npm('zod')),
  only(
    'domain-knows-only-domain',
    'The rules of the domain import each other, the catalogue of problems and zod.',
    '^src/shared/domain/',
    '^src/shared/(domain/|problems)',
    npm('zod'),
  ),
]

const main = [
  rule(
    'platform-is-the-ground',
    'Platform imports shared, Node, and the packages for keys, sealing, the log and the calendar.',
    { path: '^src/main/platform/' },
    {
      pathNot: [
        '^src/main/platform/',
        '^src/shared/',
        ...npm('@node-rs/argon2', 'age-encryption', 'pino', 'temporal-polyfill', 'zod'),
      ],
      dependencyTypesNot: ['core'],
    },
  ),
  only(
    'data-is-sql',
    'Data imports shared, the files of Node, and the driver of the vault; all SQL of main is there.',
    '^src/main/data/',
    '^src/main/data/',
    '^src/shared/',
    node('fs', 'path', 'url'),
    npm('better-sqlite3-multiple-ciphers'),
  ),
  only(
    'ledger-knows-data-and-crypto',
    'The ledger imports data, platform, shared and zod.',
    '^src/main/ledger/',
    '^src/main/(ledger|data|platform)/',
    '^src/shared/',
    npm('zod'),
  ),
  only(
    'services-are-headless',
    'Services import the ledger, data, platform and shared, the files and timers of Node, zod, compromise and word-list for names in running text, and the list of common passwords.',
    '^src/main/services/',
    '^src/main/(services|ledger|data|platform)/',
    '^src/shared/',
    node('fs', 'fs/promises', 'path', 'timers/promises'),
    npm('zod', 'compromise', 'word-list', '@zxcvbn-ts/language-common'),
  ),
  rule(
    'services-meet-in-container',
    'No service imports another; they meet in the container, and in the entry that checks a vault file.',
    { path: '^src/main/services/([^/.]+)' },
    { path: '^src/main/services/', pathNot: '^src/main/services/$1(/|[.]ts$)' },
  ),
  rule(
    'transports-only-route',
    'Transports know the words of the engine, not the services, the ledger, the data or the handlers behind it.',
    { path: '^src/main/transports/' },
    { path: '^src/main/(services|ledger|data|container|handlers|engine[.]ts)' },
  ),
  rule(
    'transports-do-not-meet',
    'No transport imports another.',
    { path: '^src/main/transports/([^/]+)/' },
    { path: '^src/main/transports/', pathNot: '^src/main/transports/$1/' },
  ),
  rule(
    'core-knows-no-transport',
    'What runs in the engine imports no transport.',
    { path: '^src/main/(engine[.]ts|container|handlers|dispatch|services|ledger|data|platform)' },
    { path: '^src/main/transports/' },
  ),
  rule(
    'engine-never-reaches-the-shell',
    'The engine reaches no transport and nothing of the shell, by any path.',
    { path: '^src/main/(engine|verify)[.]ts$' },
    {
      path: '^src/main/(transports/|browser|index|start|engine-process|engine-child|forked-engine|pages|launch-page)',
      reachable: true,
    },
  ),
  rule(
    'shell-never-reaches-the-vault',
    'The shell reaches no service, no ledger and nothing that opens a vault, by any path.',
    { path: '^src/main/(browser|index|start|electron-install)[.]ts$' },
    { path: '^src/main/(services/|ledger/|container|handlers|data/(?!instance-lock))', reachable: true },
  ),
  rule(
    'dispatch-knows-no-sql',
    'Handlers and dispatch import no data.',
    { path: '^src/main/(handlers|dispatch)' },
    { path: '^src/main/data/' },
  ),
]

const confined = [
  rule(
    'electron-in-three-places',
    'Electron is imported by its entry, its transport and the preload.',
    { path: '^src/', pathNot: '^src/(main/index[.]ts|main/transports/electron/|preload/)' },
    { path: [...npm('electron'), '^electron$'] },
  ),
  rule(
    'browser-mode-never-reaches-electron',
    'No path leads from browser mode or the engine to Electron.',
    { path: '^src/main/(browser|start|electron-install|engine|verify)[.]ts$' },
    { path: [...npm('electron'), '^electron$'], reachable: true },
  ),
  rule(
    'sql-drivers-in-two-places',
    'Drivers of databases are imported by main/data and central/storage.',
    { path: '^src/', pathNot: '^src/(main/data/|central/storage/)' },
    { path: npm('better-sqlite3', 'better-sqlite3-multiple-ciphers', '@journeyapps/sqlcipher', 'pg', 'kysely') },
  ),
  rule(
    'node-crypto-in-crypto-files',
    'The cryptography of Node is imported by files named crypto.ts.',
    { path: '^src/', pathNot: '/crypto[.]ts$' },
    { path: node('crypto') },
  ),
]

const pages = [
  only(
    'preload-is-thin',
    'The preload imports Electron and shared.',
    '^src/preload/',
    '^src/preload/',
    '^src/shared/',
    npm('electron'),
    '^electron$',
  ),
  rule(
    'preload-takes-types-only',
    'Of shared the preload takes types only.',
    { path: '^src/preload/' },
    { path: '^src/shared/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'renderer-knows-no-machine',
    'The renderer imports nothing of Node.',
    { path: '^src/renderer/' },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'pages-on-top',
    'Pages are imported by pages and the entry of the renderer.',
    { path: '^src/renderer/', pathNot: '^src/renderer/(pages/|main[.]tsx$)' },
    { path: '^src/renderer/pages/' },
  ),
  rule(
    'components-are-dumb',
    'Components take what they show and call what they are given; they import no store and no client.',
    { path: '^src/renderer/components/' },
    { path: '^src/renderer/(client|stores|pages|bridge|loopback)' },
  ),
]

const central = [
  rule(
    'central-routes-use-records',
    'Routes of central import records, not the storage.',
    { path: '^src/central/routes' },
    { path: '^src/central/storage/' },
  ),
  rule(
    'central-core-sees-interface',
    'What central does knows the interface of the storage, not its implementations.',
    { path: '^src/central/(records|routes|auth)' },
    { path: '^src/central/storage/(?!Storage)' },
  ),
  rule(
    'central-records-know-no-http',
    'Records of central know nothing of HTTP: no route, no Fastify.',
    { path: '^src/central/records' },
    { path: ['^src/central/(routes/|app[.]ts)', ...npm('fastify'), ...node('http')] },
  ),
  only(
    'central-storage-is-sql',
    'An implementation of the storage imports the interface, shared, the files of Node, and its driver.',
    '^src/central/storage/',
    '^src/central/storage/',
    '^src/shared/',
    node('fs', 'path', 'url'),
    npm('better-sqlite3'),
    npm('@types/better-sqlite3'),
  ),
]

const demo = [
  rule(
    'nothing-needs-the-demo',
    'Nothing imports the demo.',
    { path: '^src/', pathNot: '^src/demo/' },
    { path: '^src/demo/' },
  ),
  only(
    'demo-writes-as-the-engine-does',
    'The demo starts the commands of others as processes; of main it imports the container and what it takes to fill vaults.',
    '^src/demo/',
    '^src/(demo|shared)/',
    '^src/main/(container|terminal|platform/(clock|folders)|services/practice)[.]ts$',
    node('child_process', 'fs', 'os', 'path', 'readline', 'url', 'util'),
  ),
]

module.exports = {
  forbidden: [...everywhere, ...shared, ...main, ...confined, ...pages, ...central, ...demo],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // dependency-cruiser follows `exports` and `imports` of package.json only when it is told which conditions hold.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
