import tseslint from 'typescript-eslint';

// The borders of docs/architecture.md: which package and which other folder of src/ a folder may not import.

/** Each outside package has one folder that may import it, or two that make the same kind of file. */
const packages = [
  { group: ['botbuilder', 'botbuilder/*', 'botframework-*', '@microsoft/teams-ai'], only: 'src/teams' },
  { group: ['@azure/*'], only: 'src/storage' },
  { group: ['restify'], only: 'src/http' },
  { group: ['adaptivecards-templating', 'adaptive-expressions'], only: 'src/cards' },
  { group: ['i18next'], only: 'src/i18n' },
  { group: ['pino'], only: 'src/telemetry' },
  { group: ['@orama/stemmers', '@orama/stemmers/*'], only: 'src/directory' },
  { group: ['date-holidays'], only: 'src/workdays' },
  { group: ['minisearch'], only: 'src/asking' },
  { group: ['ical-generator'], only: 'src/calendar' },
  { group: ['read-excel-file', 'read-excel-file/*', 'csv-parse', 'csv-parse/*'], only: 'src/importing' },
  { group: ['@fastify/busboy'], only: 'src/http' },
  { group: ['docx'], only: ['src/evaluation', 'src/report'] },
  { group: ['chart.js', '@napi-rs/canvas', '@expo-google-fonts/*'], only: 'src/report' },
];

const capabilities = [
  'collaborations',
  'channel',
  'welcome',
  'overview',
  'lists',
  'worklist',
  'search',
  'newsletter',
  'asking',
  'calendar',
  'presidium',
  'hosting',
  'inquiry',
  'importing',
  'evaluation',
  'report',
];
const shared = [
  'cards',
  'conversation',
  'delivery',
  'directory',
  'files',
  'http',
  'i18n',
  'meetings',
  'storage',
  'teams',
  'telemetry',
  'threads',
  'workdays',
];
const folders = [...capabilities, ...shared];

/** What stands above every folder. */
const tops = [
  'after-hosting',
  'app',
  'capabilities',
  'capability-parts',
  'config',
  'events',
  'main',
  'settings',
];

const others = (list, folder) => list.filter(other => other !== folder);

/** What each folder may not import of the others. */
function foldersNotFor(folder) {
  if (capabilities.includes(folder)) {
    return {
      not: [...others(capabilities, folder), 'teams', 'http'],
      message:
        'A capability knows neither another capability nor Teams nor HTTP; capabilities.ts joins them.',
    };
  }
  if (['i18n', 'storage', 'telemetry', 'threads'].includes(folder)) {
    return {
      not: [...others(folders, folder), ...tops],
      message: 'This folder stands below all others and imports none of them.',
    };
  }
  if (folder === 'workdays') {
    return {
      not: [...folders.filter(other => !['workdays', 'i18n'].includes(other)), ...tops],
      message: 'Working days know no more than the clock of i18n.',
    };
  }
  return {
    not: capabilities,
    message: 'What the capabilities share knows none of them; capabilities.ts joins them.',
  };
}

/** Files with rules that need nothing but their arguments. */
const pureFiles = '{model,transitions,who-else,job,outcome}.ts';
const noStorage = { not: ['storage'], message: 'Pure rules know no storage.' };

const packagePatterns = folder =>
  packages
    .filter(({ only }) => ![only].flat().includes(folder))
    .map(({ group, only }) => ({
      group,
      message: `Only ${[only].flat().join(' and ')} may import this package.`,
    }));
const folderPattern = ({ not, message }) => ({ regex: `^(\\.\\./)+(${not.join('|')})(/|$)`, message });
const noTrial = { group: ['**/trial/*', '**/trial'], message: 'The local trial is not part of the product.' };

// Of several settings of this rule for one file only the last counts, so each holds all that is forbidden there.
function restricted(files, patterns) {
  return { files: [files], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

function bordersOf(name) {
  const folder = `src/${name}`;
  const patterns = [...packagePatterns(folder), noTrial, folderPattern(foldersNotFor(name))];
  return [
    restricted(`${folder}/**/*.ts`, patterns),
    restricted(`${folder}/**/${pureFiles}`, [...patterns, folderPattern(noStorage)]),
  ];
}

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.data', '.journey', 'coverage'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  restricted('src/**/*.ts', [...packagePatterns('src'), noTrial]),
  restricted('src/trial/**/*.ts', packagePatterns('src/trial')),
  ...folders.flatMap(bordersOf),
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  { files: ['bench/**/*.ts', 'src/trial/**/*.ts'], rules: { 'no-console': 'off' } },
);
