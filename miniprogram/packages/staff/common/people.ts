/** A pseudonym as people tell two apart: 工作人员 3f9a2c. */
export const personText = (personId: string): string => `工作人员 ${personId.slice(2, 8)}`;
