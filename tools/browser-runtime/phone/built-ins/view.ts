import { define } from './define';

export const view = define({ tag: 'view' });
