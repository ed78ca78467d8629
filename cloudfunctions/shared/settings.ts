/** Whatever can be set wrong: a name of the environment, what it may be, and in words what it should be. */
const RULES: readonly (readonly [RegExp, (value: string) => boolean, string])[] = [
  [
    /^(PERSON_KEY|CARD_KEY_\d+)$/,
    (value) => /^[0-9a-f]{64}$/i.test(value),
    'must be 64 random hex digits',
  ],
  [
    /^CARD_KEY_NO$/,
    (value) => /^[1-9]\d{0,3}$/.test(value),
    'must be the number of a CARD_KEY_… that is set',
  ],
  [
    /^RETENTION_DAYS$/,
    (value) => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= 3650,
    'must be a whole number of days from 1 to 3650',
  ],
];

type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with the settings, each by its name and never by its value. */
export const settingsProblems = (environment: Environment): string[] =>
  Object.entries(environment).flatMap(([name, value]) =>
    RULES.filter(([known, isGood]) => known.test(name) && !isGood(value ?? '')).map(
      ([, , wanted]) => `${name} ${wanted}`,
    ),
  );

/**
 * A function with a wrong setting does nothing at all: a slip must neither delete nor stop deleting.
 * @throws Error that names every wrong setting
 */
export const requireSettings = (): void => {
  const problems = settingsProblems(process.env);
  if (problems.length > 0) throw new Error(`wrong settings: ${problems.join('; ')}`);
};

/** How long a family's data is kept behind the end of all it was given for. */
export const retentionDays = (): number => {
  requireSettings();
  return Number(process.env['RETENTION_DAYS'] ?? '180');
};
