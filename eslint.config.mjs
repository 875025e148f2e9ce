import tseslint from 'typescript-eslint';

/** Each outside package has one folder that may import it; this is what keeps the borders of docs/architecture.md. */
const borders = [
  { group: ['botbuilder', 'botbuilder/*', 'botframework-*', '@microsoft/teams-ai'], only: 'src/teams' },
  { group: ['@azure/*'], only: 'src/storage' },
  { group: ['restify'], only: 'src/http' },
  { group: ['adaptivecards-templating', 'adaptive-expressions'], only: 'src/cards' },
  { group: ['i18next'], only: 'src/i18n' },
  { group: ['pino'], only: 'src/telemetry' },
];

function patternsFor(folder) {
  return borders
    .filter(border => border.only !== folder)
    .map(border => ({ group: border.group, message: `Only ${border.only} may import this package.` }));
}

const noRestricted = folder => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        ...patternsFor(folder),
        ...(folder === 'src/trial'
          ? []
          : [{ group: ['**/trial/*', '**/trial'], message: 'The local trial is not part of the product.' }]),
      ],
    },
  ],
});

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
  { files: ['src/**/*.ts'], rules: noRestricted('src') },
  ...['src/teams', 'src/storage', 'src/http', 'src/cards', 'src/i18n', 'src/telemetry', 'src/trial'].map(
    folder => ({
      files: [`${folder}/**/*.ts`],
      rules: noRestricted(folder),
    }),
  ),
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  { files: ['bench/**/*.ts', 'src/trial/**/*.ts'], rules: { 'no-console': 'off' } },
);
