import { component } from 'glass-easel-miniprogram-adapter';

/** The largest `setData` of a page or component. */
export interface DataNote {
  /** Path of the page or component. */
  is: string;
  /** What it carried as JSON in UTF-8: what passes from the logic to the view in WeChat. */
  bytes: number;
  keys: string[];
}

interface Instance {
  is: string;
  setData: (this: Instance, data: Record<string, unknown>, callback?: () => void) => void;
}

const encoder = new TextEncoder();

/** Weighs every `setData` of pages and components; answers the largest of each, the largest first. */
export const watchData = (): (() => DataNote[]) => {
  const largest = new Map<string, DataNote>();
  const prototype = component.ComponentCaller.prototype as unknown as Instance;
  const { setData } = prototype;
  prototype.setData = function (data, callback) {
    const bytes = encoder.encode(JSON.stringify(data)).length;
    const { is } = this;
    if (bytes > (largest.get(is)?.bytes ?? 0)) {
      largest.set(is, { is, bytes, keys: Object.keys(data) });
    }
    setData.call(this, data, callback);
  };
  return () => [...largest.values()].sort((a, b) => b.bytes - a.bytes);
};
