/** What a proposal still wants; '' where nothing. */
export const missingIn = (draft: {
  specialistId: string;
  purpose: string;
  question: string;
}): string => {
  if (draft.specialistId === '') return '请选一位专家';
  if (draft.purpose === '') return '请写为了什么';
  return draft.question === '' ? '请写想请专家看的问题' : '';
};
