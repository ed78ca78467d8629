import { h } from './dom';
import type { ChosenFile } from './types';

const endingOf = (name: string, type: string): string => {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1];
  return (ending ?? type.split('/')[1] ?? 'bin').toLowerCase();
};

/** An address for bytes that ends as a file name does: `blob:…#name.png`. */
export const addressOf = (bytes: Blob, name: string): string => {
  const ending = endingOf(name, bytes.type);
  const stem = name.replace(/\.[^.]*$/, '').replace(/[^\w-]/g, '') || 'file';
  return `${URL.createObjectURL(bytes)}#${stem}.${ending}`;
};

/** Lets somebody choose files of the machine; null where the dialog is cancelled. */
export const chooseFiles = (accept: string, multiple: boolean): Promise<ChosenFile[] | null> =>
  new Promise((resolve) => {
    const input = h('input', { type: 'file', accept, multiple, hidden: true });
    const end = (files: File[]): void => {
      input.remove();
      resolve(
        files.length === 0
          ? null
          : files.map((file) => ({
              path: addressOf(file, file.name),
              name: file.name,
              size: file.size,
              type: file.type,
            })),
      );
    };
    input.addEventListener('change', () => end([...(input.files ?? [])]));
    input.addEventListener('cancel', () => end([]));
    document.body.append(input);
    input.click();
  });
