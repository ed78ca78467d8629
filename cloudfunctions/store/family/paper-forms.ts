import { byIds } from '../common/by-ids';

/** Numbers of the forms on paper that families signed, by the pseudonym of who signed. */
export const formNumbersOf = async (
  families: readonly { guardianIds: readonly string[] }[],
): Promise<(family: { guardianIds: readonly string[] }) => string | undefined> => {
  const guardians = await byIds(
    'guardians',
    families.flatMap(({ guardianIds }) => guardianIds),
  );
  return ({ guardianIds }) =>
    guardianIds.flatMap((guardianId) => guardians.get(guardianId)?.paper?.formNo ?? [])[0];
};
