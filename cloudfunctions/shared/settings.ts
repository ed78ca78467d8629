type Environment = Readonly<Record<string, string | undefined>>;

/** What may be set wrong: a name of the environment, what it may be, and in words what it should be. */
interface Rule {
  known: RegExp;
  isGood(value: string, environment: Environment, name: string): boolean;
  wanted: string;
}

const RULES: readonly Rule[] = [
  {
    known: /^(PERSON_KEY|(CARD|CONCERN|NOTE)_KEY_\d+)$/,
    isGood: (value) => /^[0-9a-f]{64}$/i.test(value),
    wanted: 'must be 64 random hex digits',
  },
  {
    known: /^(CARD|CONCERN|NOTE)_KEY_NO$/,
    isGood: (value, environment, name) =>
      /^[1-9]\d{0,3}$/.test(value) && Boolean(environment[name.replace(/NO$/, value)]),
    wanted: 'must be the number of a key that is set',
  },
  {
    known: /^RETENTION_DAYS$/,
    isGood: (value) => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= 3650,
    wanted: 'must be a whole number of days from 1 to 3650',
  },
];

/** What is wrong with the settings, each by its name and never by its value. */
export const settingsProblems = (environment: Environment): string[] =>
  Object.entries(environment).flatMap(([name, value]) =>
    RULES.filter(
      ({ known, isGood }) => known.test(name) && !isGood(value ?? '', environment, name),
    ).map(({ wanted }) => `${name} ${wanted}`),
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
