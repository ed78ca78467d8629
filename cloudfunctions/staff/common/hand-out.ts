import type { AuditAction } from '@micro-wish/vocabulary';
import type { AuditNote } from '../../domain/common/audit';
import { linkToFile } from '../../platform/files';
import { keepForAWhile } from '../../shared/files';
import { newId } from '../../shared/identity';
import type { Context } from '../../shared/serve';
import { recordAct } from '../../store/common/audit';
import { logExport } from '../wish/child-log';

/** A file that was made for somebody. */
interface HandedOut {
  folder: 'lists' | 'card-sheets' | 'fund';
  name: string;
  content: Buffer;
  /** Who is in it, by the ids of wishes, cards and enrolments; and what each family is told. */
  about?: { ids: readonly string[]; purpose: string };
  /** What the audit says; nothing of a form that is still empty, or a file that was sent here. */
  act?: { action: AuditAction; subject: string; note: AuditNote };
}

/** Keeps a file for an hour under a path that nobody guesses, on record for each child in it. */
export const handOut = async (
  context: Context,
  { folder, name, content, about, act }: HandedOut,
): Promise<{ fileId: string; url: string }> => {
  const { now, personId } = context;
  const fileId = await keepForAWhile(`${folder}/${newId('file')}/${name}`, content, {
    about: about?.ids ?? [],
    now,
  });
  if (about) await logExport(context, about.ids, about.purpose);
  if (act) await recordAct({ ...act, _id: newId('act'), at: now, by: personId });
  return { fileId, url: await linkToFile(fileId) };
};
